// The card's face, or the ways to it.
import { ask, both, byId, say, tell } from '/assets/card.js';

const STATES = {
  SUSPENDED: say('已暂停使用', 'Suspended'), LOST: say('已挂失', 'Reported lost'), EXPIRED: say('已到期', 'Expired'),
};

function shown(card) {
  byId('holder').textContent = card.name;
  byId('class').textContent = say(`${card.class}类人才`, `Talent class ${card.class}`);
  byId('until').textContent = card.validUntil;
  byId('number').textContent = card.number;
  byId('show').hidden = card.state !== 'ACTIVE';
  if (STATES[card.state]) { tell(`${STATES[card.state]}${say('，请联系服务窗口。', '; please contact a service window.')}`, 'bad'); }
  byId('mine').hidden = false;
}

const card = await ask('/card/api/card');
if (card.result === 'CARD') {
  shown(card);
} else {
  byId('landing').hidden = false;
  if (card.result !== 'SIGNED_OUT') { tell(both(card), 'bad'); }
}

byId('sign-out').addEventListener('click', async () => {
  const answer = await ask('/card/api/sessions/end', {});
  if (answer.result === 'GOODBYE') { location.reload(); } else { tell(both(answer), 'bad'); }
});
