/** What structured messages say; loaded with the first of them. */
export const enForms = {
  choose: 'Please choose',
  answered: 'Answered',
  submit: 'Send answers',
  required: 'Please fill this in.',
  optional: 'optional',
};
