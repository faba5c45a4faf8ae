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
  const output = place.querySelector('output');
  const list = place.querySelector('ol');
  let engine;
  let turn = 0;

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

  // What Pagefind gives is HTML: only its text and its marks are taken over.
  const makeExcerpt = (html) => [...new DOMParser().parseFromString(html, 'text/html').body.childNodes].map((node) => {
    if (node.nodeName !== 'MARK') {
      return node.textContent;
    }
    const mark = document.createElement('mark');
    mark.textContent = node.textContent;
    return mark;
  });

  const makeEntry = (data) => {
    const entry = document.getElementById('text-entry').content.cloneNode(true);
    const [title, excerpt] = ['title', 'excerpt'].map((name) => entry.querySelector(`[data-slot=${name}]`));
    title.textContent = data.meta.title;
    title.href = root + data.raw_url.replace(/^\//, '');
    excerpt.append(...makeExcerpt(data.excerpt));
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
      list.replaceChildren(...fitting.map(makeEntry));
      const all = question.asked.from || question.asked.to ? fitting.length : answer.results.length;
      output.textContent = found.replace('{n}', String(all));
    }
  };

  search.addEventListener('asked', (event) => {
    show(event.detail).catch(() => { engine = undefined; output.textContent = failed; });
  });
})();
