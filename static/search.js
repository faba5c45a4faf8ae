// Searches the open data: every claim, by words and by what it is about. What is asked for stands in the address.
(() => {
  'use strict';

  const place = document.querySelector('[data-search]');
  if (!place) {
    return;
  }
  const { index, root, loading, failed, disk, found, day, months } = place.dataset;
  const SHOWN = 30;
  const LETTERS = { 'ß': 'ss', 'æ': 'ae', 'œ': 'oe', 'ø': 'o', 'ł': 'l', 'đ': 'd', 'ð': 'd', 'þ': 'th', 'ı': 'i', 'ى': 'ي', 'ة': 'ه', 'ک': 'ك', 'ی': 'ي' };

  // Words as they are compared: without case, accents and the signs of vowels that Arabic and Hebrew leave out.
  // The vowels of Indian scripts stay: without them another word would be meant.
  const fold = (text) => text.normalize('NFKD').toLowerCase()
    .replace(/[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u0640\u00ad\u200b-\u200f\u2060]/g, '')
    .replace(/[ßæœøłđðþıىةکی]/g, (letter) => LETTERS[letter])
    .replace(/[‘’ʼ]/g, "'").normalize('NFC');

  const copy = (name) => document.getElementById(name).content.cloneNode(true);
  const say = (text, where = place.querySelector('.search-found output')) => { where.textContent = text; };

  if (location.protocol === 'file:') {
    place.firstElementChild.textContent = disk;
    return;
  }

  place.replaceChildren(copy('search-form'));
  const form = place.querySelector('form');
  const list = place.querySelector('ol');
  const more = place.querySelector('[data-more]');
  const fields = [...form.elements].filter((field) => field.name);
  let claims = [];
  let shown = SHOWN;
  let matching = [];
  let isWhole = false;

  const prepare = (claim) => ({
    claim,
    words: fold([claim.quote, claim.claim, claim.summary, claim.claimant, claim.article.title, ...claim.tags].filter(Boolean).join('\n')),
    speaker: fold(claim.claimant || ''),
    topic: claim.tags.map(fold),
    publisher: claim.publishers.map(fold),
  });

  // What was withdrawn gives no verdict any more.
  const verdict = (claim) => (claim.retracted ? 'withdrawn' : claim.status);
  const reason = (claim) => claim.history.find(({ kind, date }) => kind === 'retraction' && date === claim.retracted)?.text;

  // What the form asks for, as a test of a claim.
  const makeTest = (asked) => {
    const words = fold(asked.q).split(/\s+/).filter(Boolean);
    const [speaker, topic, publisher] = [asked.speaker, asked.topic, asked.publisher].map(fold);
    return ({ claim, ...folded }) => words.every((word) => folded.words.includes(word))
      && (!asked.status || verdict(claim) === asked.status)
      && (!asked.language || claim.language === asked.language)
      && (!speaker || folded.speaker.includes(speaker))
      && (!topic || folded.topic.some((one) => one.includes(topic)))
      && (!publisher || folded.publisher.some((one) => one.includes(publisher)))
      && (!asked.from || (claim.article.date || '') >= asked.from)
      && (!asked.to || (claim.article.date && claim.article.date <= asked.to));
  };

  // As all other pages write a day.
  const names = months.split('|');
  const makeDate = (date) => {
    const [year, month, number] = date.split('-').map(Number);
    const parts = { day: number, month: names[month - 1], year };
    return day.replace(/{(\w+)}/g, (_, name) => parts[name]);
  };

  const makeEntry = ({ claim }) => {
    const entry = copy('search-entry');
    const slot = (name) => entry.querySelector(`[data-slot=${name}]`);
    const sign = document.getElementById(`verdict-${verdict(claim)}`);
    if (sign) {
      slot('verdict').append(sign.content.cloneNode(true));
    }
    const speak = (where, language) => { where.lang = language; where.dir = 'auto'; };
    const statement = slot('statement');
    const words = claim.claim || claim.quote;
    if (claim.verbatim && !claim.claim) {
      statement.firstElementChild.textContent = words;
    } else { // nobody's very words: no quotation marks
      statement.textContent = words;
    }
    statement.href = root + claim.path;
    speak(statement.parentElement, claim.language);
    slot('summary').textContent = reason(claim) || claim.summary;
    speak(slot('summary'), claim.language);
    if (claim.claimant) {
      slot('claimant').textContent = claim.claimant;
    } else {
      slot('claimant').remove();
    }
    slot('article').textContent = claim.article.title;
    slot('article').href = `${root}articles/${encodeURIComponent(claim.article.slug)}/`;
    speak(slot('article'), claim.article.language);
    slot('date').textContent = claim.article.date ? makeDate(claim.article.date) : '';
    return entry;
  };

  const show = () => {
    list.replaceChildren(...matching.slice(0, shown).map(makeEntry));
    more.hidden = matching.length <= shown;
    const text = found.replace('{n}', matching.length).replace('{total}', claims.length);
    say(isWhole ? text : `${text} – ${loading}`);
  };

  const search = () => {
    const asked = Object.fromEntries(fields.map((field) => [field.name, field.value.trim()]));
    matching = claims.filter(makeTest(asked));
    shown = SHOWN;
    show();
    place.dispatchEvent(new CustomEvent('asked', { detail: { asked, fold, isNothing: isWhole && !matching.length } })); // fulltext.js listens
  };

  // The address and the form say the same.
  const write = () => {
    const asked = new URLSearchParams();
    fields.filter((field) => field.value.trim()).forEach((field) => asked.set(field.name, field.value.trim()));
    return asked.size ? `?${asked}` : location.pathname;
  };

  const read = () => {
    const asked = new URLSearchParams(location.search);
    fields.forEach((field) => {
      const value = asked.get(field.name) || '';
      if (field.tagName === 'SELECT' && value && ![...field.options].some((option) => option.value === value)) {
        field.append(new Option(value, value));
      }
      field.value = value;
    });
  };

  // One step back undoes a choice, or all that was typed in one go.
  let typing = '';
  const keep = (name) => {
    if (name && name === typing) {
      history.replaceState(null, '', write());
    } else {
      history.pushState(null, '', write());
    }
    typing = name;
    search();
  };

  form.addEventListener('input', ({ target }) => keep(target.name));
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('reset', () => setTimeout(() => {
    fields.forEach((field) => { field.value = ''; });
    keep('');
  }));
  addEventListener('popstate', () => { typing = ''; read(); search(); });
  more.addEventListener('click', () => {
    const next = shown;
    shown += SHOWN;
    show();
    list.children[next]?.querySelector('a').focus();
  });

  // What the fields offer comes from the data.
  const offer = () => {
    const values = { speaker: new Set(), topic: new Set(), publisher: new Set() };
    const languages = new Set();
    claims.forEach(({ claim }) => {
      if (claim.claimant) {
        values.speaker.add(claim.claimant);
      }
      claim.tags.forEach((tag) => values.topic.add(tag));
      claim.publishers.forEach((name) => values.publisher.add(name));
      languages.add(claim.language);
    });
    Object.entries(values).forEach(([name, set]) => {
      const options = [...set].sort((one, other) => one.localeCompare(other));
      document.getElementById(`offer-${name}`).replaceChildren(...options.map((value) => new Option('', value)));
    });
    const choice = form.elements.language;
    const known = new Set([...choice.options].map((option) => option.value));
    const names = new Intl.DisplayNames([document.documentElement.lang], { type: 'language', fallback: 'code' });
    [...languages].filter((tag) => !known.has(tag)).sort().forEach((tag) => choice.append(new Option(names.of(tag), tag)));
    [...choice.options].forEach((option) => { option.text = option.value && option.text === option.value ? names.of(option.value) : option.text; });
  };

  const get = async (address) => {
    const answer = await fetch(address);
    if (!answer.ok) {
      throw new Error(`${address}: ${answer.status}`);
    }
    return answer.json();
  };

  const load = async () => {
    const { shards } = await get(index);
    const base = new URL(index, location);
    for (const shard of shards.reverse()) { // newest first
      const part = await get(new URL(shard.url, base));
      const day = (claim) => claim.article.date || '9999';
      part.claims.sort((one, other) => (day(one) < day(other) ? 1 : day(one) > day(other) ? -1 : 0));
      claims = claims.concat(part.claims.map(prepare));
      search();
    }
    isWhole = true;
    offer();
    search();
  };

  read();
  say(loading);
  load().catch(() => say(failed));
})();
