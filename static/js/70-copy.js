// A button at each check that copies the address at which the article opens with it.
(() => {
  'use strict';

  const { copy, copied } = document.querySelector('[data-copy]')?.dataset || {};
  if (!copy || !navigator.clipboard) {
    return;
  }
  for (const links of document.querySelectorAll('.record .links')) {
    links.insertAdjacentHTML('beforeend', '<button class="copy"></button><output></output>');
    const [said, button] = [...links.children].reverse();
    button.textContent = copy;
    button.addEventListener('click', () => {
      const [page] = location.href.split('#');
      const address = `${page}#${links.parentElement.id}`;
      said.textContent = '';
      navigator.clipboard.writeText(address).then(() => { said.textContent = copied; }, () => { location.href = address; });
    });
  }
})();
