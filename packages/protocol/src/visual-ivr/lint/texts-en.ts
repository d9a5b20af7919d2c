import type { RuleId } from './rules.ts';

/** What a rule says, with `{name}` for what it names. */
export interface RuleText {
  readonly message: string;
  readonly mend: string;
}

/** What each rule says in English. */
export const ENGLISH: Readonly<Record<RuleId, RuleText>> = {
  json: { message: 'This is no JSON: {problem}', mend: 'Correct the syntax; an editor marks the place.' },
  'duplicate-key': {
    message: 'The name “{name}” stands here twice; the first one is lost.',
    mend: 'Give one of them another name.',
  },
  'too-large': {
    message: 'This is more than a flow may have: {problem}.',
    mend: 'Shorten it, or put texts into articles of the knowledge.',
  },
  version: {
    message: 'The format has version 1; this is “{found}”.',
    mend: 'Update Beside where the flow was made for a newer one, or write "version": 1.',
  },
  'unknown-kind': {
    message: '“{found}” is no kind of node.',
    mend: 'Use menu, form, article, condition, action or end.',
  },
  schema: {
    message: 'The format does not allow this: {problem}.',
    mend: 'See docs/flow.md for what may stand here.',
  },
  'broken-link': {
    message: 'There is no node “{to}”.',
    mend: 'Name one that exists{nearest}, or add it.',
  },
  'duplicate-choice': {
    message: 'Two choices of this menu are called “{choiceId}”.',
    mend: 'Give one of them another choiceId.',
  },
  unreachable: {
    message: 'Nobody ever gets to “{nodeId}”.',
    mend: 'Lead a choice to it, or remove it.',
  },
  'no-end': {
    message: 'From here nobody ever arrives: all ways go round in circles.',
    mend: 'Lead one of them to an article, an action or an end.',
  },
  'no-end-when-closed': {
    message: 'Outside opening hours ({world}) nobody arrives from here.',
    mend: 'Add a way for closed hours: a callback, an article or an end that says when you are back.',
  },
  'no-end-when-down': {
    message: 'When {world}, nobody arrives from here.',
    mend: 'Add a way that does without: another channel, an article or an end.',
  },
  'channel-down': {
    message: 'One gets here while {channel} is not there ({world}), and nothing is said instead.',
    mend: 'Set "otherwise" to a node that helps without {channel}.',
  },
  endless: {
    message: 'When {world}, conditions lead to each other for ever: {circle}.',
    mend: 'Lead one of them to something that is shown.',
  },
  'condition-circle': {
    message: 'These lead to each other without anything shown between: {circle}.',
    mend: 'It ends by how the conditions are written now; make it a straight line.',
  },
  'choice-to-itself': {
    message: 'This choice leads to the menu it stands in.',
    mend: 'Lead it somewhere, or remove it.',
  },
  'empty-menu': {
    message: 'When {world}, this menu has no choice.',
    mend: 'Give it a choice without "when".',
  },
  'too-deep': {
    message: 'This menu is on level {level}; five are too many.',
    mend: 'Bring it nearer to the start: three levels are enough for almost everything.',
  },
  deep: {
    message: 'This menu is on level {level}; more than three are hard to find.',
    mend: 'Bring it nearer to the start.',
  },
  'no-human': {
    message: 'When {world}, the way to a person comes to “{nodeId}”, which leads to nobody.',
    mend: 'Lead it to a chat, callback or phone that is there then.',
  },
  'human-far': {
    message: 'When {world}, the way to a person comes to “{nodeId}” first.',
    mend: 'Lead "human" straight to a chat, callback or phone, or to a menu of them.',
  },
  'human-unnamed': {
    message: 'When neither chat nor callback is there, the button to a person leads nowhere.',
    mend: 'Set "human" to a node that leads to chat, callback or phone, or says when you are back.',
  },
  'never-true': {
    message: 'This never holds.',
    mend: 'Correct the comparison{allowed}, or remove what hangs on it.',
  },
  'never-taken': {
    message: 'This is never taken: what is before it leaves nothing over.',
    mend: 'Move it up, or remove it.',
  },
  unproven: {
    message: 'So much is compared from here on that it is not proven to end well.',
    mend: 'Split it into fewer comparisons.',
  },
  'missing-text': {
    message: 'The text for {locales} is missing.',
    mend: 'Add it; until then people read {shown}.',
  },
  'empty-text': { message: 'The text for {locale} is empty.', mend: 'Write it, or remove it.' },
  'other-locale': {
    message: 'There is a text for {locale}, which is not among the flow’s locales.',
    mend: 'Add {locale} to "locales", or remove the text.',
  },
  'duplicate-locale': { message: 'The locale {locale} is listed twice.', mend: 'Remove one.' },
  'shown-as-written': {
    message:
      '“{part}” is shown as it is written: nothing in a text is filled in, and no markup is read here.',
    mend: 'Write it in words.',
  },
  'long-label': {
    message: 'The label for {locale} has {length} characters.',
    mend: 'Keep it under {most}; "detail" has room for more.',
  },
  'same-label': {
    message: 'Two choices read the same in {locale}: “{label}”.',
    mend: 'Say how they differ.',
  },
  'unknown-variable': {
    message: 'The flow has no variable “{variable}”.',
    mend: 'Add it to "variables", or name one that is there{nearest}.',
  },
  'unknown-queue': {
    message: 'The site has no queue “{queueId}”.',
    mend: 'Name one of {known}.',
  },
  'unknown-article': {
    message: 'There is no article “{articleId}”.',
    mend: 'Write it, or name one that exists{nearest}.',
  },
  'article-locale': {
    message: 'The article “{articleId}” is not there in {locales}.',
    mend: 'Translate it; until then people read it in another language.',
  },
  'unused-variable': {
    message: 'No form asks for “{variable}”.',
    mend: 'Ask for it, or remove it.',
  },
  'never-asked': {
    message: 'A condition looks at “{variable}”, which no form asks for.',
    mend: 'Ask for it before, or remove the comparison.',
  },
  'select-options': {
    message: '{problem}',
    mend: 'List "options" where the input is select, and only there.',
  },
  'duplicate-option': { message: 'The option “{value}” is listed twice.', mend: 'Remove one.' },
  'duplicate-field': {
    message: '“{variable}” is asked for twice in this form.',
    mend: 'Remove one of the fields.',
  },
  'length-order': {
    message: 'No text is at least {minLength} and at most {maxLength} long.',
    mend: 'Exchange minLength and maxLength.',
  },
  'format-input': {
    message: 'A format is only for the input text; this one is {input}.',
    mend: 'Remove the format, or make the input text.',
  },
  address: {
    message: 'The address “{address}” is not for customers.',
    mend: 'Use https:// and a public host, or a path of the site that begins with /.',
  },
  'price-missing': {
    message: 'Nothing says what the call to {number} costs.',
    mend: 'Add "price", also where it is free.',
  },
};
