// Claim and recovery: who it is, the code, the passcode; what was typed stays until the end.
import { ask, both, byId, facts, onSubmit, said, say, tell, waitWords } from '/assets/card.js';

const who = byId('who-form');
const code = byId('code-form');
const passcode = byId('passcode-form');
const language = document.documentElement.dataset.lang;
const known = facts();
let timer;

function show(step) {
  for (const name of ['who', 'code', 'passcode']) { byId(`step-${name}`).hidden = name !== step; }
  byId('window').hidden = step === 'passcode';
  document.querySelector(`#step-${step} input:not([hidden])`)?.focus();
}

/** For everyone alike: after the time the other ways are offered. */
function count(seconds) {
  clearInterval(timer);
  const end = performance.now() + seconds * 1000;
  byId('others').hidden = true;
  const tick = () => {
    const left = Math.ceil((end - performance.now()) / 1000);
    byId('countdown').textContent = left > 0 ? say(`${left}秒后可重新发送`, `You can ask for another in ${left} seconds`) : '';
    if (left <= 0) { byId('others').hidden = false; clearInterval(timer); }
  };
  tick();
  timer = setInterval(tick, 1000);
}

function sent(answer) {
  show('code');
  tell(both(answer), 'good');
  count(answer.againAfter);
}

onSubmit(who, async () => {
  const typed = Object.fromEntries(new FormData(who));
  const version = (await known).notice;
  const notice = byId('notice').checked ? version : '';
  const answer = await ask(who.dataset.path, { ...typed, notice, language });
  if (!said(who, answer)) { sent(answer); }
});

onSubmit(code, async () => {
  const answer = await ask('/card/api/claims/code', { code: byId('code').value });
  if (said(code, answer)) { return; }
  if (answer.result === 'PROVEN') { clearInterval(timer); tell(both(answer), 'good'); show('passcode'); return; }
  if (answer.result === 'CLAIM_OVER') { tell(both(answer), 'bad'); show('who'); return; }
  const left = answer.triesLeft ? say(`还可试${answer.triesLeft}次。`, ` ${answer.triesLeft} tries left.`) : '';
  tell(both(answer) + left, 'bad');
  byId('code').select();
  if (answer.result === 'OVER') { byId('others').hidden = false; }
});

async function again(way) {
  const answer = await ask('/card/api/claims/again', { way });
  if (answer.result === 'SENT') { byId('code').value = ''; sent(answer); return; }
  if (answer.result === 'WAIT') { tell(`${both(answer)} ${waitWords(answer.seconds)}`, 'bad'); return; }
  tell(both(answer), 'bad');
  if (answer.result === 'CLAIM_OVER') { show('who'); }
}

byId('again').addEventListener('click', () => again('USUAL'));
byId('by-email').addEventListener('click', () => again('EMAIL'));

onSubmit(passcode, async () => {
  const answer = await ask('/card/api/claims/passcode', { passcode: byId('passcode').value });
  if (said(passcode, answer)) { return; }
  if (answer.result === 'ENROLLED') { location.assign('/card'); return; }
  tell(both(answer), 'bad');
  if (answer.result === 'CLAIM_OVER') { show('who'); }
});
