// Draws the reference from /openapi.json.
import { copyable, lang, say } from '/assets/page.js';
import { fields, half, make, resolve } from '/assets/schema.js';

const ICONS = { GREEN: '✓', AMBER: '!', RED: '✕' };
const COLOURS = { GREEN: ['绿', 'green'], AMBER: ['琥珀', 'amber'], RED: ['红', 'red'] };
const word = (pair) => (lang === 'en' ? pair.en : pair.zh);

function table(heads, rows) {
  return make('table', { class: 'stack' },
    make('thead', {}, make('tr', {}, ...heads.map((head) => make('th', { scope: 'col' }, head)))),
    make('tbody', {}, ...rows));
}

function results(contract) {
  const rows = contract.components.schemas.ResultCode['x-results'].map((code) => make('tr', {},
    make('td', {}, make('code', {}, code.code)),
    make('td', { class: `verdict-cell ${code.colour}` }, `${ICONS[code.colour]} ${say(...COLOURS[code.colour])}`),
    make('td', {}, word(code)),
    make('td', {}, word(code.guard))));
  return table([say('结果码', 'Result'), say('颜色', 'Colour'), say('屏幕文字', 'Words on the screen'), say('现场怎么做', 'What staff do')], rows);
}

function problems(contract) {
  const rows = contract.components.schemas.ProblemCode['x-codes'].map((code) => make('tr', {},
    make('td', {}, make('code', {}, code.code)), make('td', {}, String(code.status)), make('td', {}, word(code))));
  return table([say('错误码', 'Code'), 'HTTP', say('含义', 'Meaning')], rows);
}

function example(media) {
  const named = Object.values(media.examples ?? {})[0];
  return media.example ?? named?.value;
}

function pretty(value) {
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2);
}

function sample(contract, method, path, operation) {
  const parameters = (operation.parameters ?? []).map((one) => resolve(contract, one));
  const filled = path.replace(/\{(\w+)\}/g, (whole, name) => parameters.find((p) => p.name === name)?.example ?? whole);
  const lines = [`curl -s ${method === 'post' ? '-X POST ' : ''}${location.origin}${filled}`];
  if (operation.security?.some((one) => one.oauth2)) {
    lines.push('-H "Authorization: Bearer $TOKEN"');
  }
  if (operation.security?.some((one) => one.clientSecret)) {
    lines.push('-u "$CLIENT_ID:$CLIENT_SECRET"');
  }
  parameters.filter((p) => p.in === 'header' && p.required).forEach((p) => lines.push(`-H '${p.name}: ${p.example}'`));
  const body = operation.requestBody && resolve(contract, operation.requestBody);
  for (const [type, media] of Object.entries(body?.content ?? {})) {
    const value = example(media);
    if (type === 'application/json') {
      lines.push("-H 'Content-Type: application/json'", `-d '${JSON.stringify(value)}'`);
    } else {
      Object.entries(value ?? {}).forEach(([name, text]) => lines.push(`-d '${name}=${text}'`));
    }
  }
  return lines.join(' \\\n  ');
}

function folded(title, ...inside) {
  return make('details', {}, make('summary', {}, title), make('div', { class: 'inside' }, ...inside));
}

function asked(contract, operation) {
  const list = make('dl', { class: 'fields' });
  for (const one of operation.parameters ?? []) {
    const parameter = resolve(contract, one);
    const schema = resolve(contract, parameter.schema);
    list.append(make('div', {},
      make('dt', {}, parameter.name, make('i', {}, parameter.in), parameter.required ? make('b', {}, say('必填', 'required')) : null),
      make('dd', {}, half(parameter.description), ' ', schema.pattern ? make('code', {}, schema.pattern) : schema.enum ? make('code', {}, schema.enum.join(' | ')) : '')));
  }
  return list;
}

function answers(contract, operation) {
  return Object.entries(operation.responses).map(([status, node]) => {
    const answer = resolve(contract, node);
    const inside = [make('p', { class: 'text' }, half(answer.description))];
    const headers = Object.keys(answer.headers ?? {});
    if (headers.length > 0) {
      inside.push(make('p', {}, say('响应头 ', 'Headers '), make('code', {}, headers.join(', '))));
    }
    for (const [type, media] of Object.entries(answer.content ?? {})) {
      inside.push(make('p', {}, make('code', {}, type)));
      if (!type.startsWith('application/problem')) {
        inside.push(fields(contract, media.schema));
        const named = Object.entries(media.examples ?? {});
        const shown = named.length > 0 ? named.map(([name, one]) => [name, resolve(contract, one).value]) : media.example ? [[say('例', 'Example'), media.example]] : [];
        shown.forEach(([name, value]) => inside.push(folded(name, make('pre', { tabindex: '0' }, make('code', {}, pretty(value))))));
      } else {
        inside.push(make('p', {}, make('a', { href: '#problems' }, say('见错误码', 'see the problems'))));
      }
    }
    const short = half(answer.description).split('\n')[0];
    return folded(`${status} ${short}`, ...inside);
  });
}

function needs(operation) {
  const scopes = (operation.security ?? []).flatMap((one) => one.oauth2 ?? []);
  const said = [];
  if (scopes.length > 0) {
    said.push(say('需要权限 ', 'Needs the scope ') + scopes.join(' '));
  }
  const venues = {
    required: say('须绑定场所', 'for clients bound to a venue'),
    refused: say('限未绑定场所的客户端', 'for clients bound to no venue'),
    any: say('绑定场所与否均可', 'bound to a venue or not'),
  };
  said.push(venues[operation['x-venue']] ?? say('公开', 'Open to everyone'));
  return said.join(say('；', '; '));
}

function ending(operation) {
  const [since, end] = [operation['x-deprecated-at'], operation['x-sunset']].map((moment) => moment.slice(0, 10));
  return say(`不宜再用（自${since}起），${end}后停用`, `Deprecated since ${since}; ends after ${end}`);
}

function drawn(contract, method, path, operation) {
  const place = make('article', { class: 'operation', id: `op-${operation.operationId}` },
    make('h4', {}, half(operation.summary, ' / ')),
    make('div', { class: 'address' }, make('span', { class: `method ${method}` }, method.toUpperCase()), make('span', {}, path)),
    operation.security?.some((one) => one.clientSecret) ? null : make('p', { class: 'needs' }, needs(operation)),
    operation.deprecated ? make('p', { class: 'needs' }, make('a', { href: '#retirement' }, ending(operation))) : null,
    operation.description ? make('p', { class: 'text' }, half(operation.description)) : null);
  const pre = make('pre', {}, make('code', {}, sample(contract, method, path, operation)));
  place.append(pre);
  copyable(pre);
  place.append(folded(say('参数与请求头', 'Parameters and headers'), asked(contract, operation)));
  const body = operation.requestBody && resolve(contract, operation.requestBody);
  for (const [type, media] of Object.entries(body?.content ?? {})) {
    place.append(folded(`${say('请求体', 'Body')} ${type}`, fields(contract, media.schema) ?? half(body.description)));
  }
  place.append(...answers(contract, operation));
  return place;
}

function reference(contract) {
  const all = document.createDocumentFragment();
  const list = document.getElementById('operations-list');
  for (const tag of contract.tags) {
    const title = half(tag.description);
    const group = make('div', {}, make('h3', { id: `tag-${tag.name}` }, title));
    list.append(make('li', { class: 'tag' }, title));
    for (const [path, item] of Object.entries(contract.paths)) {
      for (const [method, operation] of Object.entries(item).filter(([, o]) => o.tags?.includes(tag.name))) {
        group.append(drawn(contract, method, path, operation));
        list.append(make('li', {}, make('a', { href: `#op-${operation.operationId}` }, half(operation.summary, ' / '))));
      }
    }
    all.append(group);
  }
  return all;
}

const operations = document.getElementById('operations');
try {
  const contract = await (await fetch('/openapi.json')).json();
  document.getElementById('result-table').replaceChildren(results(contract));
  document.getElementById('problem-table').replaceChildren(problems(contract));
  operations.replaceChildren(reference(contract));
  document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView();
} catch {
  operations.replaceChildren(make('p', {}, say('接口文件暂不可读，请稍后刷新。', 'The contract cannot be read just now; reload shortly.')));
}
operations.removeAttribute('aria-busy');
