import { getElement } from '../shared/element.js';
import { icon } from '../shared/icon.js';

/**
 * The terms of sale, in a modal dialog of the browser's own.
 *
 * @param {() => void} onAgree
 */
export function startTermsDialog(onAgree) {
  const dialog = getElement('#terms');
  const closeButton = getElement('#close-terms');
  closeButton.append(icon('close'));

  getElement('#read-terms').addEventListener('click', () => dialog.showModal());
  closeButton.addEventListener('click', () => dialog.close());
  getElement('#agree-terms').addEventListener('click', () => {
    onAgree();
    dialog.close();
  });
  // A press on the backdrop reaches the dialog itself, one inside reaches something in it.
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) dialog.close();
  });
}
