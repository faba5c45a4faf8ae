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
      const { href } = new URL(`#${links.parentElement.id}`, location.href);
      said.textContent = '';
      navigator.clipboard.writeText(href).then(() => { said.textContent = copied; }, () => { history.replaceState(true, '', href); });
    });
  }
})();
