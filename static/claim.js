// Passes a claim's page on: by the browser's own means, or as a copied link. Nobody else is asked.
(() => {
  'use strict';

  const links = document.querySelector('[data-share]');
  if (!links) {
    return;
  }
  const { share, copyLink, copied, url, title } = links.dataset;
  const add = (label, act) => {
    const button = Object.assign(document.createElement('button'), { type: 'button', className: 'copy', textContent: label });
    button.addEventListener('click', act);
    links.append(button);
  };
  if (navigator.share) {
    add(share, () => navigator.share({ title, url }).catch(() => {})); // the reader thought better of it
  }
  if (navigator.clipboard) {
    const said = document.createElement('output');
    add(copyLink, () => {
      said.textContent = '';
      navigator.clipboard.writeText(url).then(() => { said.textContent = copied; }, () => { location = url; });
    });
    links.append(said);
  }
})();
