import { element, getElement } from '../shared/element.js';
import { PAYMENTS } from './order-rules.js';

/**
 * The ways to pay as radio buttons; fields that belong to another way are hidden.
 *
 * @param {HTMLFormElement} form
 */
export function startPaymentChoice(form) {
  const choices = PAYMENTS.map((payment, index) =>
    element(
      'label',
      { class: 'payment' },
      element('input', {
        type: 'radio',
        name: 'payment',
        value: payment,
        checked: index === 0,
        id: `payment-${payment}`,
      }),
      element('span', { class: 'payment-name', 'data-text': `payment_${payment}` }),
      element('span', { class: 'hint', 'data-text': `payment_${payment}_text` }),
    ),
  );
  const update = () => {
    for (const part of form.querySelectorAll('[data-payment]')) {
      part.hidden = part.dataset.payment !== form.elements.payment.value;
    }
  };
  getElement('#payments').append(...choices);
  getElement('#payments').addEventListener('change', update);
  update();
}
