// The live code: fetched ten minutes ahead, drawn here, shown by the server's clock, offline until then.
import { ask, both, byId, say, tell } from '/assets/card.js';
import { path, SIDE } from '/assets/qr.js';

const AGAIN_MS = 120_000;
const SLOT_MS = 30_000;
const figure = byId('figure');
const qr = byId('qr');
const drawn = document.createElementNS('http://www.w3.org/2000/svg', 'path');
let codes = [];
let ahead = 0;
let shown = null;
let asking = false;
let fetched = -Infinity;

qr.setAttribute('viewBox', `0 0 ${SIDE + 8} ${SIDE + 8}`);
drawn.setAttribute('fill', '#000');
qr.append(drawn);

/** By the server's clock: this one may be wrong, and it may be set while the page is open. */
const now = () => performance.now() + ahead;

async function fetchCodes() {
  if (asking) { return; }
  asking = true;
  const asked = performance.now();
  const answer = await ask('/card/api/codes');
  asking = false;
  fetched = performance.now();
  if (answer.result === 'CODES') {
    ahead = Date.parse(answer.serverTime) - (asked + fetched) / 2;
    codes = answer.codes.map((c) => ({ code: c.code, from: Date.parse(c.shownFrom), until: Date.parse(c.shownUntil) }));
    tell('');
  } else if (answer.result === 'AWAY' || answer.result === 'PROBLEM') {
    if (!codes.length) { tell(say('网络不通，暂时不能取码。可到窗口或请工作人员按卡号人工核验。', 'No connection, so no code yet. Staff can check your card number instead.'), 'bad'); }
  } else {
    codes = [];
    tell(both(answer), 'bad');
  }
  show();
}

const clock = (time) => new Date(time).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: 'Asia/Shanghai' });

function show() {
  const time = now();
  const current = codes.find((c) => c.until > time);
  figure.hidden = !current;
  if (!current) {
    byId('offline').textContent = '';
    if (codes.length) { tell(say('码已用完，请连接网络。', 'No codes left; please connect to a network.'), 'bad'); }
    return;
  }
  if (current !== shown) {
    drawn.setAttribute('d', path(current.code));
    shown = current;
  }
  const left = Math.min(30, Math.ceil((current.until - time) / 1000));
  byId('left').textContent = say(`${left}秒后更新`, `new in ${left} s`);
  byId('offline').textContent = say(`无网络时可用至 ${clock(codes.at(-1).until)}`, `Works offline until ${clock(codes.at(-1).until)}`);
}

async function stayAwake() {
  try { await navigator.wakeLock?.request('screen'); } catch { /* then the screen follows the phone's setting */ }
}

function tick() {
  const last = codes.at(-1);
  const low = !last || last.until - now() < 5 * 60_000;
  const wait = codes.length ? AGAIN_MS : 5_000;
  if (performance.now() - fetched > (low ? Math.min(wait, SLOT_MS) : wait)) { fetchCodes(); }
  show();
}

await fetchCodes();
const card = await ask('/card/api/card');
if (card.result === 'CARD') { byId('holder').textContent = card.name; }
setInterval(tick, 500);
stayAwake();
document.addEventListener('visibilitychange', () => { if (!document.hidden) { stayAwake(); tick(); } });
