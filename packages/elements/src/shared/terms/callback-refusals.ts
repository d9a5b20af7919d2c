/** Why something about a callback was refused, or cannot be sent, and how to mend it; loaded with the first of it. */
export const enCallbackRefusals = {
  // Missing
  requiredNumber: 'Please give the number that we shall call.',
  requiredWhen: 'Please choose when we shall call.',
  requiredConsent: 'Without this we cannot call you. You can write to us instead.',
  fieldsMissing: (count: number): string =>
    count === 1 ? 'One thing is missing.' : `${count} things are missing.`,
  // Refusals
  refused_slot_taken: 'Somebody else has just taken this time. Please choose another one.',
  refused_slot_not_offered: 'This time is no longer offered. Please choose another one.',
  refused_availability_stale:
    'What we can offer has changed since you saw it. Please look at it again, then ask once more.',
  refused_consent_required:
    'We may not call without your agreement to this text. It may have changed: please read it again.',
  refused_callback_open: 'You have asked for a call already. It is not lost; you can move it or call it off.',
  refused_callback_open_other:
    'A call to this number is asked for already. Please wait for it, or change it by the link that you were given.',
  refused_callback_closed: 'This callback is over. Please ask for a new one.',
  refused_callback_stale: 'The callback was changed in the meantime. Please look at it again.',
  refused_callback_in_progress:
    'We are calling you right now; it is too late to change it. Please answer the telephone.',
  refused_callback_not_ready: 'This is not possible at the moment. Please try again in a while.',
  refused_rate_number:
    'This number was asked to be called too often. Please write to us, or try again later.',
  refused_rate_person:
    'You have asked for many calls in a short time. Please write to us, or try again later.',
  refused_rate_site: 'Very many people ask for a call right now. Please try again in a minute.',
  refused_capacity: 'We cannot take more callbacks today. Please write to us.',
  refused_expired: 'Your request waited for a connection for more than a day. Please choose again.',
  refused_unsupported: 'We do not call back at the moment. Please write to us.',
  refused_zone_unknown:
    'We do not know your time zone. Please choose the call as soon as possible, or write to us.',
  refused_wall_time:
    'This time does not exist on that day, because the clocks change. Please choose another one.',
  refused_outbox_full: 'Too much waits to be sent. Please wait until you are connected again.',
  refused_too_long: 'Something is too long. Please shorten what you wrote.',
  refused_later: 'This is not possible at the moment. Please try again in a while.',
  refused_other: 'Something went wrong. Please try again, or write to us.',
  number_format: 'This does not look like a telephone number. Please check it.',
  number_missing_country: 'Please write the number with + and the country code.',
  number_country: 'We do not call numbers of this country. Please give another number, or write to us.',
  number_emergency: 'This is an emergency number. If you are in danger, please dial it yourself.',
  number_length: 'This number has too few or too many digits. Please check it.',
  number_unknown: 'There is no such number. Please check it.',
  number_kind: 'We call mobile and ordinary numbers only, no service or premium numbers.',
  number_own: 'This is our own number. Please give yours.',
  number_blocked: 'The owner of this number does not want to be called by us. Please write to us.',
  number_other: 'We cannot call this number. Please give another one, or write to us.',
};
