import { tellBeside } from '../shared/beside.js';
import { element } from '../shared/element.js';
import { icon } from '../shared/icon.js';

/**
 * "Need help?" with the button that opens the chat. Its texts are filled in with the page's.
 *
 * @param {HTMLElement} box
 */
export function fillHelpBox(box) {
  box.append(
    element('h2', { 'data-text': 'helpTitle' }),
    element('p', { 'data-text': 'helpText' }),
    element(
      'button',
      { class: 'button help-button', type: 'button', onclick: () => tellBeside('open', 'chat') },
      icon('chat'),
      element('span', { 'data-text': 'helpAction' }),
    ),
  );
}
