// Searches the full text of articles with Pagefind, beside the claims; search.js says what is asked for.
(() => {
  'use strict';

  const search = document.querySelector('[data-search]');
  const place = document.querySelector('[data-texts]');
  if (!search || !place || location.protocol === 'file:') {
    return;
  }
  const { texts, root, found, failed } = place.dataset;
  const SHOWN = 20;
  const WIDE = 30; // words of an excerpt
  const BEFORE = 8; // of these, before the first that is marked
  const output = place.querySelector('output');
  const list = place.querySelector('ol');
  let engine;
  let turn = 0;
  let isUnfolded = false;

  // Nothing is loaded before words are asked for.
  const start = async () => {
    const pagefind = await import(new URL(texts, location.href).href);
    await pagefind.init();
    return { pagefind, known: await pagefind.filters() };
  };

  // The fields take parts of names, the index whole ones.
  const makeFilters = ({ known }, { asked, fold }) => {
    const filters = {};
    ['status', 'language'].filter((name) => asked[name]).forEach((name) => { filters[name] = asked[name]; });
    ['speaker', 'topic', 'publisher'].filter((name) => asked[name]).forEach((name) => {
      const meant = Object.keys(known[name] || {}).filter((value) => fold(value).includes(fold(asked[name])));
      filters[name] = { any: meant.length ? meant : [asked[name]] };
    });
    return filters;
  };

  const isWithin = ({ meta }, { from, to }) => (!from || (meta.date || '') >= from) && (!to || (meta.date && meta.date <= to));

  // A word of the text apart from the signs around it.
  const split = (word) => /^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}\p{M}]*)$/su.exec(word).slice(1);
  const isEnd = (word) => /[.!?…。！？।؟۔]["'”’»)\]]*$/u.test(word);

  // Pagefind also finds other forms of a word; the words themselves come first where the text has them.
  const makeExcerpt = ({ raw_content: text, locations }, { asked, fold }) => {
    const isSpaced = !text.includes('\u200b');
    const words = text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').split(isSpaced ? /\s+/ : '\u200b');
    const meant = new Set(asked.q.split(/\s+/).map((word) => fold(split(word)[1])));
    const exact = locations.filter((at) => meant.has(fold(split(words[at] || '')[1])));
    const hits = new Set(exact.length ? exact : locations);
    const count = (first) => [...hits].filter((at) => at >= first && at < first + WIDE - BEFORE).length;
    const best = [...hits].reduce((one, other) => (count(other) > count(one) ? other : one), exact[0] ?? locations[0] ?? 0);
    const start = Math.max(0, Math.min(best - BEFORE, words.length - WIDE));
    const end = Math.min(words.length, start + WIDE);
    const parts = words.slice(start, end).flatMap((word, index) => {
      const space = isSpaced && index ? ' ' : '';
      if (!hits.has(start + index)) {
        return [space + word];
      }
      const [before, inside, after] = split(word);
      const mark = document.createElement('mark');
      mark.textContent = inside;
      return [space + before, mark, after];
    });
    return [start && !isEnd(words[start - 1]) ? '… ' : '', ...parts, end < words.length && !isEnd(words[end - 1]) ? ' …' : ''];
  };

  const makeEntry = (data, question) => {
    const entry = document.getElementById('text-entry').content.cloneNode(true);
    const [title, excerpt] = ['title', 'excerpt'].map((name) => entry.querySelector(`[data-slot=${name}]`));
    title.textContent = data.meta.title;
    title.href = root + data.raw_url.replace(/^\//, '');
    excerpt.append(...makeExcerpt(data, question));
    [title, excerpt].forEach((each) => { each.parentElement.lang = data.meta.language; });
    return entry;
  };

  const show = async (question) => {
    turn += 1;
    const mine = turn;
    place.hidden = !question.asked.q;
    if (place.hidden) {
      return;
    }
    // Where no statement is found, these are all that is; the reader's own choice is left alone.
    if (question.isNothing !== isUnfolded) {
      isUnfolded = question.isNothing;
      place.open = isUnfolded;
    }
    search.querySelector('.search-found').before(place); // one line, which must not wait below all claims
    engine = engine || start();
    const ready = await engine;
    const answer = await ready.pagefind.debouncedSearch(question.asked.q, { filters: makeFilters(ready, question) }, 150);
    if (!answer || mine !== turn) {
      return;
    }
    const data = await Promise.all(answer.results.slice(0, SHOWN).map((result) => result.data()));
    if (mine === turn) {
      const fitting = data.filter((each) => isWithin(each, question.asked));
      list.replaceChildren(...fitting.map((each) => makeEntry(each, question)));
      const all = question.asked.from || question.asked.to ? fitting.length : answer.results.length;
      output.textContent = found.replace('{n}', String(all));
    }
  };

  search.addEventListener('asked', (event) => {
    show(event.detail).catch(() => { engine = undefined; output.textContent = failed; });
  });
})();
