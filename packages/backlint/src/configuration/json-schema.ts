import { z } from 'zod';
import { configurationSchema } from './schema.ts';

/** The JSON Schema of `.backlint.yaml`, for editors. */
export function configurationJsonSchema(): object {
  return {
    $id: 'https://backlint.dev/schema/configuration-1.schema.json',
    title: 'backlint configuration',
    ...z.toJSONSchema(configurationSchema, { target: 'draft-7', io: 'input' }),
  };
}
