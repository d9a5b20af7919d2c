import { element, getElement } from '../shared/element.js';

/**
 * Shows what is wrong with the form: a list above it whose entries lead to the fields, and the same
 * sentence under each field. Redrawn on a change of language.
 *
 * @param {HTMLFormElement} form
 */
export function createOrderProblems(form) {
  const summary = getElement('#problems', form);
  let current = [];

  const inputOf = (field) => getElement(`[name="${field}"]`, form);
  const clear = () => {
    for (const message of form.querySelectorAll('.field-problem')) message.remove();
    for (const input of form.querySelectorAll('[aria-invalid]')) {
      input.removeAttribute('aria-invalid');
      describe(input, 'remove');
    }
  };
  const render = (terms) => {
    clear();
    summary.hidden = current.length === 0;
    summary.replaceChildren();
    if (current.length === 0) return;
    const links = current.map(({ field, problem }) => buildLink(inputOf(field), terms[problem]));
    summary.append(
      element('h2', { id: 'problems-title' }, terms.problemsTitle(current.length)),
      element('ul', {}, ...links),
    );
    for (const { field, problem } of current) markField(inputOf(field), terms[problem]);
  };

  return {
    render,
    /** Shows these problems and leads the visitor to them. */
    show(problems, terms) {
      current = problems;
      render(terms);
      if (problems.length > 0) summary.focus();
    },
    /** Takes away what has been mended; adds nothing, so that nobody is scolded while still typing. */
    settle(found, terms) {
      const stillThere = current.filter(({ field }) => found.some((one) => one.field === field));
      if (stillThere.length === current.length) return;
      current = stillThere;
      render(terms);
    },
  };
}

function buildLink(input, text) {
  const handleClick = (event) => {
    event.preventDefault();
    input.focus();
  };
  return element('li', {}, element('a', { href: `#${input.id}`, onclick: handleClick }, text));
}

function markField(input, text) {
  input.setAttribute('aria-invalid', 'true');
  input.closest('.field').append(element('p', { class: 'field-problem', id: `${input.id}-problem` }, text));
  describe(input, 'add');
}

function describe(input, change) {
  const ids = new Set((input.getAttribute('aria-describedby') ?? '').split(' ').filter(Boolean));
  ids[change === 'add' ? 'add' : 'delete'](`${input.id}-problem`);
  if (ids.size > 0) input.setAttribute('aria-describedby', [...ids].join(' '));
  else input.removeAttribute('aria-describedby');
}
