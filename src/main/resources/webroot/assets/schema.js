// Draws a schema of the contract as a list of its fields.
import { lang, say } from '/assets/page.js';

/** An element with text and children; nothing is ever parsed as markup. */
export function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    element.setAttribute(key, value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

/** The half of a text in the language of the page. */
export function half(text, between = '\n\n') {
  const parts = (text ?? '').split(between);
  return lang === 'en' ? parts[1] ?? parts[0] : parts[0];
}

/** Follows references; what stands beside one goes first. */
export function resolve(contract, node) {
  if (!node?.$ref) {
    return node;
  }
  const found = node.$ref.slice(2).split('/').reduce((at, step) => at[step], contract);
  const { $ref, ...beside } = node;
  return { ...resolve(contract, found), ...beside };
}

function bounds(schema) {
  const all = [];
  if (schema.minimum !== undefined || schema.maximum !== undefined) {
    all.push(`${schema.minimum ?? ''}…${schema.maximum ?? ''}`);
  }
  if (schema.minLength !== undefined || schema.maxLength !== undefined) {
    all.push(say(`长 ${schema.minLength ?? 0}…${schema.maxLength ?? ''}`, `length ${schema.minLength ?? 0}…${schema.maxLength ?? ''}`));
  }
  if (schema.minItems !== undefined || schema.maxItems !== undefined) {
    all.push(say(`${schema.minItems ?? 0}…${schema.maxItems ?? ''} 个`, `${schema.minItems ?? 0}…${schema.maxItems ?? ''} of them`));
  }
  if (schema.default !== undefined) {
    all.push(say(`默认 ${schema.default}`, `${schema.default} by default`));
  }
  return all.join('; ');
}

function kind(schema) {
  return [schema.type === 'array' ? 'array' : schema.type ?? 'one of', schema.format].filter(Boolean).join(' ');
}

function values(schema) {
  if (schema.pattern) {
    return make('div', {}, make('code', {}, schema.pattern));
  }
  const known = schema.enum ?? schema['x-known'];
  if (!known) {
    return null;
  }
  const shown = schema['x-codes'] ? null : known;
  if (schema['x-results'] || shown === null) {
    const target = schema['x-results'] ? '#results' : '#problems';
    return make('div', {}, make('a', { href: target }, say('见表', 'see the table')));
  }
  const list = make('div', {});
  shown.forEach((value) => list.append(make('code', {}, value), ' '));
  if (schema['x-open']) {
    list.append(say('（以后可能增加）', '(more may come)'));
  }
  return list;
}

function field(contract, name, node, required, depth) {
  const schema = resolve(contract, node);
  const inner = schema.type === 'array' ? resolve(contract, schema.items) : schema;
  const entry = make('div', {},
    make('dt', {}, name, make('i', {}, [kind(schema), bounds(schema)].filter(Boolean).join(', ')),
      required ? make('b', {}, say('必填', 'required')) : null));
  const text = half(schema.description);
  entry.append(make('dd', {}, text ? make('div', { class: 'text' }, text) : null, values(inner),
    depth < 5 ? fields(contract, inner, depth + 1) : null));
  return entry;
}

/** The fields of an object, nested ones within; null where there are none. */
export function fields(contract, node, depth = 0) {
  const schema = resolve(contract, node);
  if (schema?.oneOf && !schema.properties) {
    const all = make('div', {});
    schema.oneOf.forEach((one) => all.append(
      make('p', {}, say('或者 ', 'Either '), make('code', {}, one.$ref?.split('/').pop() ?? '')),
      fields(contract, one, depth + 1) ?? ''));
    return all;
  }
  if (!schema?.properties) {
    return null;
  }
  const list = make('dl', { class: 'fields' });
  for (const [name, property] of Object.entries(schema.properties)) {
    list.append(field(contract, name, property, schema.required?.includes(name), depth));
  }
  return list;
}
