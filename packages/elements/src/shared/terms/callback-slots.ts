/** What the choice of a time says; loaded with it. */
export const enCallbackSlots = {
  slotsZone: 'Times are those of your clock.',
  slotsZones: (own: string, centre: string): string =>
    `Times are those of your clock (${own}). Below it stands the time where we are (${centre}).`,
  slotsCount: (count: string): string => `${count} free`,
  slotsOneCount: '1 free',
  slotsBusyMeaning: 'The quieter a time, the sooner within it we call.',
  quiet: 'quiet',
  normal: 'normal',
  busy: 'busy',
  centreTime: (time: string): string => `${time} there`,
  holding: 'Keeping this time for you…',
  held: (moment: string, left: string): string =>
    `We keep ${moment} for you for ${left}. Afterwards somebody else may take it; what you wrote stays.`,
  heldSoonOver: (moment: string): string => `We keep ${moment} for you for less than a minute more.`,
  heldOver: (moment: string): string =>
    `We no longer keep ${moment}. It is yours if it is still free when you send this.`,
  holdLonger: 'Keep it longer',
  alternatives: 'Free times close to it:',
  requiredSlot: 'Please choose a time.',
};
