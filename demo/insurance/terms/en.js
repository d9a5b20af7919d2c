/** Everything the insurer says in English; products by their id. */
export const en = Object.freeze({
  brand: 'Ondam',
  skip: 'Skip to content',
  language: 'Language',
  toShop: 'To the shop',
  title: 'Cover that speaks plainly',
  intro:
    'Travel, health and home insurance without small print surprises. If something is unclear, a person explains it.',
  helpAction: 'Ask a person',
  callAction: 'Have us call you',
  heroPicture: 'A house and two people under a large umbrella',
  productsTitle: 'Three kinds of cover',
  from: (premium) => `from ${premium} a month`,
  ask: (name) => `Ask about ${name.toLowerCase()}`,
  claimTitle: 'A claim in four steps',
  claimIntro: 'Most claims are decided within three working days of the last document.',
  claimAction: 'Start with help',
  claims: Object.freeze([
    { title: 'Tell us what happened', text: 'In the chat or by telephone. You get a claim number at once.' },
    { title: 'Send the documents', text: 'Photographs are enough for claims under ₩1,000,000.' },
    { title: 'We look at it', text: 'You see who has your claim and what is missing, if anything is.' },
    { title: 'We pay', text: 'To the account you name, on the day of the decision.' },
  ]),
  about: 'A demonstration site of an insurer that does not exist. Nothing is insured here.',
  products: Object.freeze({
    travel: {
      name: 'Travel cover',
      text: 'Illness, luggage and delays abroad.',
      points: [
        'Up to ₩300,000,000 for treatment abroad',
        'Delays from four hours',
        'Luggage without receipts up to ₩500,000',
      ],
    },
    health: {
      name: 'Health cover',
      text: 'Hospital and surgery, on top of public insurance.',
      points: [
        '80 % of what you pay yourself',
        'A daily sum from the first night',
        'No waiting time after accidents',
      ],
    },
    home: {
      name: 'Home cover',
      text: 'Fire, water and what you owe the neighbours.',
      points: [
        'Water damage at the neighbours’, too',
        'Rebuilding at today’s prices',
        'A hotel for up to 30 nights',
      ],
    },
  }),
});
