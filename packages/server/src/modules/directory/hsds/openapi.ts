import { pageLimits } from './query.ts';

const HSDS = 'https://raw.githubusercontent.com/openreferral/specification/3.0/schema';

const parameters = {
  search: ['string', 'Words that must all be there, in any form.'],
  page: ['integer', 'Which page, from 1.'],
  per_page: ['integer', `How many on a page: 1 to ${pageLimits.most} (usually ${pageLimits.usual}).`],
  format: ['string', 'json, or ndjson: everything in one answer, one record a line.'],
  taxonomy_term_id: ['string', 'Only with this taxonomy term (UUID).'],
  taxonomy_id: ['string', 'Only with a term of this taxonomy (UUID).'],
  organization_id: ['string', 'Only of this organization (UUID).'],
  modified_after: ['string', 'Only changed on or after this date or time (RFC 3339).'],
  minimal: ['boolean', `Only id and last_modified; up to ${pageLimits.mostMinimal} on a page.`],
  full: ['boolean', 'The whole nested record instead of the short one.'],
  full_service: ['boolean', 'Organizations with the whole record of each service.'],
  minimum_age: ['number', 'Takes people of this age or older (years).'],
  maximum_age: ['number', 'Takes people of this age or younger (years).'],
  postcode: ['string', 'Middle of a circle: postcode, first half of one, or ZIP.'],
  proximity: ['number', 'Metres around the postcode (5,000 when it is left out).'],
  parent_id: ['string', 'Terms right under this one (UUID).'],
  top_only: ['boolean', 'Only terms with nothing above them.'],
} as const;
type ParameterName = keyof typeof parameters;

const paging: ParameterName[] = ['page', 'per_page', 'format'];
const serviceFilters: ParameterName[] = [
  'search',
  'taxonomy_term_id',
  'taxonomy_id',
  'organization_id',
  'modified_after',
  'minimum_age',
  'maximum_age',
  'postcode',
  'proximity',
];

/** The OpenAPI description of /hsds, as it is served at /hsds/openapi.json. */
export function describeHsds(publicUrl: string): object {
  const list = (what: string, schema: string, names: readonly ParameterName[]) => ({
    get: {
      operationId: `list_${what.replaceAll(' ', '_')}`,
      summary: `All ${what}, in pages.`,
      parameters: [...names, ...paging].map((name) => ({ $ref: `#/components/parameters/${name}` })),
      responses: {
        200: {
          description: 'A page.',
          content: {
            'application/json': {
              schema: {
                allOf: [
                  { $ref: '#/components/schemas/Page' },
                  { type: 'object', properties: { contents: { type: 'array', items: { $ref: `${HSDS}/${schema}` } } } },
                ],
              },
            },
            'application/x-ndjson': { schema: { $ref: `${HSDS}/${schema}` } },
          },
        },
        ...problems,
      },
    },
  });
  const one = (what: string, schema: string, names: readonly ParameterName[] = []) => ({
    get: {
      operationId: `get_${what.replaceAll(' ', '_')}`,
      summary: `One ${what}, with everything that belongs to it.`,
      parameters: [
        { name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } },
        ...names.map((name) => ({ $ref: `#/components/parameters/${name}` })),
      ],
      responses: {
        200: {
          description: 'The record.',
          content: { 'application/json': { schema: { $ref: `${HSDS}/${schema}` } } },
        },
        404: { description: 'There is none with this id.', content: problemContent },
        ...problems,
      },
    },
  });
  return {
    openapi: '3.1.0',
    info: {
      title: 'Kith: HSDS 3.0',
      version: '3.0',
      description:
        'Community services as the Human Services Data Specification 3.0 and its UK profile have them. Open to everyone: no key, any origin. Empty fields are left out. What is Kith’s own stands under "kith".',
    },
    servers: [{ url: `${publicUrl}/hsds` }],
    paths: {
      '/': {
        get: {
          operationId: 'about',
          summary: 'Version, profile, sources.',
          responses: { 200: { description: 'About.' } },
        },
      },
      '/services': list('services', 'compiled/service_list.json', [...serviceFilters, 'minimal', 'full']),
      '/services/{id}': one('service', 'compiled/service.json'),
      '/organizations': list('organizations', 'compiled/organization_list.json', [
        'search',
        'taxonomy_term_id',
        'taxonomy_id',
        'modified_after',
        'full',
        'full_service',
      ]),
      '/organizations/{id}': one('organization', 'compiled/organization.json', ['full_service']),
      '/service_at_locations': list('service at locations', 'compiled/service_at_location_list.json', [
        ...serviceFilters,
        'full',
      ]),
      '/service_at_locations/{id}': one('service at location', 'compiled/service_at_location.json'),
      '/taxonomies': list('taxonomies', 'taxonomy.json', ['search']),
      '/taxonomies/{id}': one('taxonomy', 'taxonomy.json'),
      '/taxonomy_terms': list('taxonomy terms', 'taxonomy_term.json', [
        'search',
        'taxonomy_id',
        'parent_id',
        'top_only',
      ]),
      '/taxonomy_terms/{id}': one('taxonomy term', 'taxonomy_term.json'),
    },
    components: {
      parameters: Object.fromEntries(
        Object.entries(parameters).map(([name, [type, description]]) => [
          name,
          { name, in: 'query', required: false, description, schema: { type } },
        ]),
      ),
      schemas: {
        Page: {
          type: 'object',
          required: [
            'total_items',
            'total_pages',
            'page_number',
            'size',
            'first_page',
            'last_page',
            'empty',
            'contents',
          ],
          properties: {
            total_items: { type: 'integer' },
            total_pages: { type: 'integer' },
            page_number: { type: 'integer' },
            size: { type: 'integer', description: 'How many are on this page.' },
            first_page: { type: 'boolean' },
            last_page: { type: 'boolean' },
            empty: { type: 'boolean' },
          },
        },
        Problem: {
          type: 'object',
          required: ['message'],
          properties: {
            message: { type: 'string', description: 'What to change, in a sentence.' },
            parameter: { type: 'string', description: 'Which parameter it is about.' },
          },
        },
      },
    },
  };
}

const problemContent = { 'application/json': { schema: { $ref: '#/components/schemas/Problem' } } };
const problems = {
  400: { description: 'A parameter makes no sense.', content: problemContent },
  429: { description: 'Too much at once; Retry-After says how long to wait.', content: problemContent },
} as const;
