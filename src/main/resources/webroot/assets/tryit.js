// The demonstration only: fetch a token and a code, verify, show the verdict.
import { say } from '/assets/page.js';
import { make } from '/assets/schema.js';

const form = document.getElementById('try-form');
const verdict = document.getElementById('verdict');
const answer = document.getElementById('answer');
const ICONS = { GREEN: '✓', AMBER: '!', RED: '✕' };
const tokens = new Map();

async function text(path) {
  const reply = await fetch(path, { cache: 'no-store' });
  if (!reply.ok) {
    throw new Error(`${path}: ${reply.status}`);
  }
  return (await reply.text()).trim();
}

/** A token lives ten minutes; a page keeps it for eight. */
async function token(client) {
  const known = tokens.get(client);
  if (known && known.until > Date.now()) {
    return known.text;
  }
  const fresh = { text: await text(`/dev/token/${client}`), until: Date.now() + 480_000 };
  tokens.set(client, fresh);
  return fresh.text;
}

function show(colour, title, small) {
  verdict.replaceChildren(make('div', { class: `verdict ${colour}` },
    make('b', { 'aria-hidden': 'true' }, ICONS[colour]), make('span', {}, title, make('small', {}, small))));
}

function tell(status, json) {
  answer.hidden = false;
  answer.querySelector('code').textContent = `HTTP ${status}\n${JSON.stringify(json, null, 2)}`;
  if (json.result) {
    const checks = (json.checks ?? []).map((check) => say(check.zh, check.en)).join(say('；', '; '));
    show(json.colour, `${json.result}  ${say(json.message.zh, json.message.en)}`, `admit ${json.admit}  ${checks}`);
  } else {
    show('RED', `${status} ${json.code}`, `${say(json.zh, json.en)} ${json.field ?? ''}`);
  }
}

async function verify() {
  const data = new FormData(form);
  const body = { code: data.get('code').trim(), requestId: `docs-${crypto.randomUUID()}` };
  if (data.get('tail')) {
    body.documentTail = data.get('tail');
  }
  const reply = await fetch('/v1/verifications', {
    method: 'POST',
    headers: { Authorization: `Bearer ${await token(data.get('client'))}`, 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  tell(reply.status, await reply.json());
}

async function guarded(work) {
  try {
    await work();
  } catch {
    show('AMBER', say('没有连上服务', 'The service did not answer'), say('请稍后再试', 'Try again shortly'));
  }
}

const isSandbox = () => form.elements.client.value === 'demo-sandbox';

async function sandbox(path) {
  const reply = await fetch(`/v1/sandbox/cards${path}`, {
    headers: { Authorization: `Bearer ${await token('demo-sandbox')}` },
  });
  return reply.json();
}

/** The test cards, read once they are asked for. */
async function cards() {
  form.querySelector('.sandbox').hidden = !isSandbox();
  if (isSandbox() && form.elements.card.options.length === 0) {
    const list = (await sandbox('')).cards.reverse();
    form.elements.card.append(...list.map((card) => make('option', { value: card.number }, `${card.yields} ${say(card.zh, card.en)}`)));
  }
}

async function fresh() {
  form.elements.code.value = isSandbox()
    ? (await sandbox(`/${form.elements.card.value}/codes`)).liveCode
    : await text('/dev/live-code');
}

if (document.documentElement.dataset.dev === 'true') {
  guarded(cards);
  form.elements.client.addEventListener('change', () => {
    form.elements.code.value = '';
    guarded(cards);
  });
  form.elements.card.addEventListener('change', () => { form.elements.code.value = ''; });
  form.elements.fetch.addEventListener('click', () => guarded(fresh));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    guarded(async () => {
      if (form.elements.code.value.trim() === '') {
        await fresh();
      }
      await verify();
    });
  });
}
