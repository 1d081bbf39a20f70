// Draws a live code: QR version 11 at level M in byte mode (ISO/IEC 18004), which holds 251 characters
// of ASCII, what a live code has at most. One version, so that the picture never changes its size.
const SIZE = 61;
const DATA = 254;
const CHECK = 30;
const BLOCKS = [50, 51, 51, 51, 51];
const CENTRES = [6, 30, 54];
const VERSION_BITS = 0x0bbf6;
const EXP = new Uint8Array(512);
const LOG = new Uint8Array(256);

for (let i = 0, x = 1; i < 255; i++) {
  EXP[i] = x;
  EXP[i + 255] = x;
  LOG[x] = i;
  x = (x << 1) ^ (x & 0x80 ? 0x11d : 0);
}

/** The characters a picture holds at most. */
export const LONGEST = DATA - 3;

/** Count of modules on a side. */
export const SIDE = SIZE;

function codewords(text) {
  const bits = [];
  const put = (value, length) => { for (let i = length - 1; i >= 0; i--) { bits.push((value >> i) & 1); } };
  put(4, 4);
  put(text.length, 16);
  for (const c of text) { put(c.charCodeAt(0), 8); }
  put(0, Math.min(4, DATA * 8 - bits.length));
  while (bits.length % 8) { bits.push(0); }
  const bytes = [];
  for (let i = 0; i < bits.length; i += 8) { bytes.push(bits.slice(i, i + 8).reduce((a, b) => (a << 1) | b)); }
  for (let pad = 0xec; bytes.length < DATA; pad ^= 0xfd) { bytes.push(pad); }
  return bytes;
}

function generator() {
  let poly = [1];
  for (let i = 0; i < CHECK; i++) {
    const next = new Array(poly.length + 1).fill(0);
    poly.forEach((p, j) => {
      next[j] ^= p;
      if (p) { next[j + 1] ^= EXP[LOG[p] + i]; }
    });
    poly = next;
  }
  return poly;
}

const GENERATOR = generator();

function check(block) {
  const rest = [...block, ...new Array(CHECK).fill(0)];
  for (let i = 0; i < block.length; i++) {
    const lead = rest[i];
    if (lead) { GENERATOR.forEach((g, j) => { rest[i + j] ^= EXP[LOG[lead] + LOG[g]]; }); }
  }
  return rest.slice(block.length);
}

function interleaved(data) {
  let at = 0;
  const blocks = BLOCKS.map((length) => data.slice(at, (at += length)));
  const checks = blocks.map(check);
  const all = [];
  for (let i = 0; i < 51; i++) { blocks.forEach((b) => { if (i < b.length) { all.push(b[i]); } }); }
  for (let i = 0; i < CHECK; i++) { checks.forEach((c) => all.push(c[i])); }
  return all;
}

function frame() {
  const dark = Array.from({ length: SIZE }, () => new Uint8Array(SIZE));
  const fixed = Array.from({ length: SIZE }, () => new Uint8Array(SIZE));
  const set = (row, column, on) => {
    if (row >= 0 && column >= 0 && row < SIZE && column < SIZE) { dark[row][column] = on ? 1 : 0; fixed[row][column] = 1; }
  };
  for (let i = 0; i < SIZE; i++) { set(6, i, i % 2 === 0); set(i, 6, i % 2 === 0); }
  for (const [r, c] of [[3, 3], [3, SIZE - 4], [SIZE - 4, 3]]) {
    for (let y = -4; y <= 4; y++) { for (let x = -4; x <= 4; x++) { const d = Math.max(Math.abs(x), Math.abs(y)); set(r + y, c + x, d !== 2 && d !== 4); } }
  }
  for (const r of CENTRES) {
    for (const c of CENTRES) {
      const corner = (r === 6 && c !== 30) || (c === 6 && r === 54);
      if (!corner) { for (let y = -2; y <= 2; y++) { for (let x = -2; x <= 2; x++) { set(r + y, c + x, Math.max(Math.abs(x), Math.abs(y)) !== 1); } } }
    }
  }
  for (let i = 0; i < 9; i++) { set(8, i, dark[8][i]); set(i, 8, dark[i][8]); }
  for (let i = 0; i < 8; i++) { set(8, SIZE - 1 - i, 0); set(SIZE - 1 - i, 8, 0); }
  for (let i = 0; i < 18; i++) {
    const on = (VERSION_BITS >> i) & 1;
    set(Math.floor(i / 3), SIZE - 11 + (i % 3), on);
    set(SIZE - 11 + (i % 3), Math.floor(i / 3), on);
  }
  return { dark, fixed };
}

const MASKS = [
  (r, c) => (r + c) % 2 === 0, (r) => r % 2 === 0, (r, c) => c % 3 === 0, (r, c) => (r + c) % 3 === 0,
  (r, c) => (Math.floor(r / 2) + Math.floor(c / 3)) % 2 === 0, (r, c) => ((r * c) % 2) + ((r * c) % 3) === 0,
  (r, c) => (((r * c) % 2) + ((r * c) % 3)) % 2 === 0, (r, c) => (((r + c) % 2) + ((r * c) % 3)) % 2 === 0,
];

function place({ dark, fixed }, bytes, mask) {
  let bit = 0;
  let up = true;
  for (let right = SIZE - 1; right > 0; right -= 2) {
    if (right === 6) { right--; }
    for (let i = 0; i < SIZE; i++) {
      const row = up ? SIZE - 1 - i : i;
      for (const column of [right, right - 1]) {
        if (fixed[row][column]) { continue; }
        const on = bit < bytes.length * 8 ? (bytes[bit >> 3] >> (7 - (bit & 7))) & 1 : 0;
        dark[row][column] = on ^ (MASKS[mask](row, column) ? 1 : 0);
        bit++;
      }
    }
    up = !up;
  }
}

/** Level M is 00, so the five bits are the mask alone. */
function format(dark, mask) {
  let rest = mask;
  for (let i = 0; i < 10; i++) { rest = (rest << 1) ^ ((rest >> 9) * 0x537); }
  const bits = ((mask << 10) | rest) ^ 0x5412;
  const on = (i) => (bits >> i) & 1;
  for (let i = 0; i <= 5; i++) { dark[i][8] = on(i); }
  dark[7][8] = on(6);
  dark[8][8] = on(7);
  dark[8][7] = on(8);
  for (let i = 9; i < 15; i++) { dark[8][14 - i] = on(i); }
  for (let i = 0; i < 8; i++) { dark[8][SIZE - 1 - i] = on(i); }
  for (let i = 8; i < 15; i++) { dark[SIZE - 15 + i][8] = on(i); }
  dark[SIZE - 8][8] = 1;
}

function linePenalty(line) {
  let sum = 0;
  let run = 1;
  for (let i = 1; i <= SIZE; i++) {
    if (i < SIZE && line[i] === line[i - 1]) { run++; } else { if (run >= 5) { sum += run - 2; } run = 1; }
  }
  const text = line.join('');
  for (const finder of ['10111010000', '00001011101']) {
    for (let at = text.indexOf(finder); at >= 0; at = text.indexOf(finder, at + 1)) { sum += 40; }
  }
  return sum;
}

function penalty(dark) {
  let sum = 0;
  let count = 0;
  for (let i = 0; i < SIZE; i++) {
    sum += linePenalty(Array.from(dark[i])) + linePenalty(dark.map((row) => row[i]));
    for (let j = 0; j < SIZE; j++) {
      count += dark[i][j];
      if (i && j && dark[i][j] === dark[i - 1][j] && dark[i][j] === dark[i][j - 1] && dark[i][j] === dark[i - 1][j - 1]) { sum += 3; }
    }
  }
  return sum + 10 * Math.floor(Math.abs((count * 20) / (SIZE * SIZE) - 10));
}

/** The rows of the picture, one for dark and zero for light, without the quiet zone. */
export function modules(text) {
  if (text.length > LONGEST || /[^\x20-\x7e]/.test(text)) { throw new Error('qr: not a live code'); }
  const bytes = interleaved(codewords(text));
  let best = null;
  let least = Infinity;
  for (let mask = 0; mask < 8; mask++) {
    const made = frame();
    place(made, bytes, mask);
    format(made.dark, mask);
    const cost = penalty(made.dark);
    if (cost < least) { least = cost; best = made.dark; }
  }
  return best;
}

/** The dark modules as the path of an SVG whose quiet zone is four modules wide. */
export function path(text) {
  let d = '';
  modules(text).forEach((row, y) => {
    for (let x = 0; x < SIZE; x++) {
      let run = 0;
      while (x + run < SIZE && row[x + run]) { run++; }
      if (run) { d += `M${x + 4} ${y + 4}h${run}v1h-${run}z`; x += run; }
    }
  });
  return d;
}
