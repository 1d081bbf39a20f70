// What the talent's pages share: asking the service, saying what came of it, the window of a district.
import { lang, say } from '/assets/page.js';

export { say };
export const byId = (id) => document.getElementById(id);
export const both = (words) => (words ? say(words.zh, words.en) : '');

const AWAY = { result: 'AWAY', zh: '网络不通，请稍后再试。您填写的内容都还在。', en: 'No connection; try again in a moment. What you typed is still here.' };

/** Asks the service; whatever happens, an answer with a word and a sentence comes back. */
export async function ask(path, body) {
  const options = body === undefined ? {} : { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) };
  try {
    const answer = await fetch(path, { credentials: 'same-origin', cache: 'no-store', ...options });
    const json = await answer.json();
    return answer.ok ? json : { result: 'PROBLEM', zh: json.zh ?? AWAY.zh, en: json.en ?? AWAY.en };
  } catch {
    return AWAY;
  }
}

/** Says something at the place for it; screen readers hear it. */
export function tell(text, kind = '') {
  const place = byId('status');
  place.textContent = text;
  place.className = `status ${kind}`;
}

/** Waits are said in words that fit: seconds, minutes, hours. */
export function waitWords(seconds) {
  if (seconds < 120) { return say(`请${seconds}秒后再试。`, `Please try again in ${seconds} seconds.`); }
  if (seconds < 7200) { const m = Math.ceil(seconds / 60); return say(`请${m}分钟后再试。`, `Please try again in ${m} minutes.`); }
  const h = Math.ceil(seconds / 3600);
  return say(`请${h}小时后再试。`, `Please try again in ${h} hours.`);
}

/** Marks the flawed fields of a form and goes to the first; nothing typed is touched. */
export function mark(form, flaws) {
  for (const field of form.querySelectorAll('.field')) {
    const flaw = flaws.find((f) => f.field === field.dataset.field);
    const control = field.querySelector('input, select');
    field.classList.toggle('flawed', Boolean(flaw));
    if (flaw) { control.setAttribute('aria-invalid', 'true'); } else { control.removeAttribute('aria-invalid'); }
    const label = field.querySelector(`label [lang="${lang === 'en' ? 'en' : 'zh-CN'}"]`);
    const name = label && !control.matches('[type=checkbox]') ? label.textContent : '';
    field.querySelector('.flaw').textContent = flaw ? `${name}${lang === 'en' && name ? ' ' : ''}${both(flaw)}${lang === 'en' ? '.' : '。'}` : '';
  }
  form.querySelector('.flawed input, .flawed select')?.focus();
}

/** What the person is told, whatever the answer; true when the form is to be mended. */
export function said(form, answer) {
  mark(form, answer.flaws ?? []);
  if (answer.result === 'FLAWED') { tell(both(answer), 'bad'); return true; }
  if (answer.result === 'WAIT') { tell(`${both(answer)} ${waitWords(answer.seconds)}`, 'bad'); return true; }
  if (answer.result === 'AWAY' || answer.result === 'PROBLEM') { tell(both(answer), 'bad'); return true; }
  return false;
}

/** Runs a form's work once at a time. */
export function onSubmit(form, work) {
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const button = form.querySelector('[type=submit]');
    if (button.disabled) { return; }
    button.disabled = true;
    try { await work(); } finally { button.disabled = false; }
  });
}

function option(value, text) {
  const made = document.createElement('option');
  made.value = value;
  made.textContent = text;
  return made;
}

function showWindow(windows, district) {
  const place = byId('window-shown');
  const chosen = windows.find((w) => w.district === district);
  place.hidden = !chosen;
  if (!chosen) { return; }
  place.replaceChildren(...[both(chosen.window), chosen.phone, both(chosen.address), both(chosen.hours)].map((text) => {
    const line = document.createElement('p');
    line.textContent = text;
    return line;
  }));
}

/** Fills in the kinds of documents and the windows, wherever the page has a place for them. */
export async function facts() {
  const known = await ask('/card/api/facts');
  if (known.result !== 'FACTS') { tell(both(known), 'bad'); return known; }
  byId('documentType')?.replaceChildren(...known.documents.map((d) => option(d.code, both(d))));
  const district = byId('district');
  if (district) {
    district.replaceChildren(option('', say('请选择', 'Please choose')), ...known.windows.map((w) => option(w.district, both(w.name))));
    district.addEventListener('change', () => showWindow(known.windows, district.value));
  }
  return known;
}

for (const button of document.querySelectorAll('[data-show]')) {
  button.addEventListener('click', () => {
    const input = byId(button.dataset.show);
    const shown = input.type === 'password';
    input.type = shown ? 'text' : 'password';
    button.setAttribute('aria-pressed', String(shown));
  });
}

const size = byId('size');
const isLarge = () => document.documentElement.dataset.size === 'large';
const pressed = () => size.setAttribute('aria-pressed', String(isLarge()));
size.addEventListener('click', () => {
  if (isLarge()) { delete document.documentElement.dataset.size; } else { document.documentElement.dataset.size = 'large'; }
  try { localStorage.setItem('goldcard.size', isLarge() ? 'large' : 'usual'); } catch { /* for this page alone */ }
  pressed();
});
pressed();
