// What all pages share: the language is remembered, samples name this service and can be copied.
const LANGUAGE = 'goldcard.lang';
export const lang = document.documentElement.dataset.lang;

/** Chinese or English, as the page is read. */
export const say = (zh, en) => (lang === 'en' ? en : zh);

function remembered() {
  try { return localStorage.getItem(LANGUAGE); } catch { return null; }
}

function remember(value) {
  try { localStorage.setItem(LANGUAGE, value); } catch { /* then the address says it */ }
}

const asked = new URL(location.href).searchParams.get('lang');
if (asked) {
  remember(asked);
} else if (remembered() === 'en') {
  const other = new URL(location.href);
  other.searchParams.set('lang', 'en');
  location.replace(other);
}

for (const link of document.querySelectorAll('.switch a')) {
  link.addEventListener('click', () => { link.hash = location.hash; });
}

/** Puts a button beside a sample that copies it. */
export function copyable(pre) {
  const frame = document.createElement('div');
  frame.className = 'copied';
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = say('复制', 'Copy');
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(pre.textContent);
    button.textContent = say('已复制', 'Copied');
    setTimeout(() => { button.textContent = say('复制', 'Copy'); }, 2000);
  });
  pre.replaceWith(frame);
  pre.tabIndex = 0;
  frame.append(pre, button);
  return frame;
}

for (const pre of document.querySelectorAll('main pre:not([hidden])')) {
  for (const code of pre.querySelectorAll('code')) {
    code.textContent = code.textContent.replaceAll('http://127.0.0.1:8080', location.origin);
  }
  copyable(pre);
}
