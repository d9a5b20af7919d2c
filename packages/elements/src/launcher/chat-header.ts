import { html, nothing, type TemplateResult } from 'lit';

import { logoutIcon, minimiseIcon } from '../shared/header-icons.ts';
import { enTalk } from '../shared/terms/talk.ts';
import { headerButton, renderPanelHeader, type HeaderInputs } from './panel-header.ts';

/** Above the chat: whom one talks to, the end of the conversation, and the way down that leaves it open. */
export function renderChatHeader(inputs: HeaderInputs): TemplateResult {
  const { client, close } = inputs;
  const terms = { ...enTalk, ...inputs.terms };
  const { status, agentName } = client.chat.view;
  const isOpen = status !== 'new' && status !== 'ended';
  return renderPanelHeader(inputs, {
    agent: isOpen ? agentName : undefined,
    buttons: html`${isOpen ? headerButton(terms.end, logoutIcon(), () => void askToEnd(inputs)) : nothing}
    ${headerButton(terms.minimise, minimiseIcon(), close)}`,
  });
}

async function askToEnd({ client, terms, ask, tell }: HeaderInputs): Promise<void> {
  const end = async (): Promise<void> => {
    ask(undefined);
    client.report('chat.ended');
    await client.chat.end().catch(() => tell('internal'));
  };
  try {
    const { renderEndDialog } = await import('./end-dialog.ts');
    ask(
      renderEndDialog(
        terms,
        () => void end(),
        () => ask(undefined),
      ),
    );
  } catch {
    await end(); // ending must work without a network; asking is only a courtesy
  }
}
