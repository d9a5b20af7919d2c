import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ERRORS } from '@beside/protocol';
import { renderErrorsPage } from './generate/errors-page.ts';
import { renderFlowSchema } from './generate/flow-schema.ts';
import { renderWireSchema } from './generate/wire-schema.ts';
import { REPOSITORY_ROOT } from './shared/repository.ts';

writeFileSync(join(REPOSITORY_ROOT, 'docs/errors.md'), renderErrorsPage(ERRORS));
writeFileSync(join(REPOSITORY_ROOT, 'docs/wire-schema.json'), renderWireSchema());
writeFileSync(join(REPOSITORY_ROOT, 'docs/flow.schema.json'), renderFlowSchema());
