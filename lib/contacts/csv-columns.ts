/** What the columns of a table hold, told by their names in English and Russian. */

export const COLUMN_FIELDS = [
  'name',
  'firstName',
  'middleName',
  'lastName',
  'company',
  'role',
  'phone',
  'email',
  'telegram',
  'tags',
  'dealTitle',
  'dealValue',
  'dealCurrency',
  'dealStage',
  'dealNext',
  'dealDue',
] as const;
export type ColumnField = (typeof COLUMN_FIELDS)[number];

/** Fields that several columns may hold. */
const SEVERAL: ReadonlySet<ColumnField> = new Set(['phone', 'email', 'tags']);

/**
 * Names as {@link plainHeader} leaves them. Google: https://support.google.com/contacts/answer/1069522, "E-mail 1 - Value";
 * Outlook: "E-mail 2 Address", "Business Phone".
 */
const CALLED: readonly (readonly [field: ColumnField, names: string])[] = [
  [
    'name',
    'name|full name|display name|contact|contact name|client|customer|фио|полное имя|имя и фамилия|контакт|контактное лицо|клиент',
  ],
  ['firstName', 'first name|given name|имя'],
  ['middleName', 'middle name|additional name|отчество'],
  ['lastName', 'last name|family name|surname|фамилия'],
  [
    'company',
    'company|company name|organization|organisation|organization name|компания|название компании|организация|фирма',
  ],
  ['role', 'role|job title|position|organization title|должность'],
  [
    'phone',
    'phone|phones|phone value|phone number|telephone|tel|mobile|mobile phone|mobile number|business phone|home phone|work phone|' +
      'other phone|primary phone|company main phone|телефон|телефоны|номер|номер телефона|мобильный|мобильный телефон|' +
      'телефон переносной|рабочий телефон|домашний телефон|основной телефон',
  ],
  [
    'email',
    'email|emails|e mail|e mails|email address|e mail address|e mail value|email value|mail|почта|эл почта|электронная почта|адрес эл почты|электронный адрес',
  ],
  [
    'telegram',
    'telegram|telegram username|telegram link|username|user name|tg|t me|chat|телеграм|телеграмм|юзернейм|ник|чат',
  ],
  ['tags', 'tags|tag|labels|label|categories|group membership|теги|тэги|метки|категории|группы'],
  ['dealTitle', 'deal|deal title|deal name|opportunity|сделка|название сделки'],
  ['dealValue', 'value|deal value|amount|sum|price|budget|сумма|сумма сделки|бюджет|стоимость|цена'],
  ['dealCurrency', 'currency|валюта'],
  ['dealStage', 'stage|deal stage|pipeline stage|этап|этап сделки|стадия'],
  ['dealNext', 'next step|next action|task|следующий шаг|следующее действие|задача'],
  ['dealDue', 'due|due date|deadline|срок|дедлайн'],
];
const BY_NAME = new Map(CALLED.flatMap(([field, names]) => names.split('|').map((name) => [name, field] as const)));

/** A column's name without what does not tell: capitals, numbers, signs. */
function plainHeader(name: string): string {
  return name
    .toLowerCase()
    .replace(/ё/g, 'е')
    .replace(/[^\p{L}]+/gu, ' ')
    .trim();
}

/** The field of each column, null for those that nobody knows. */
export function guessColumns(headers: readonly string[]): (ColumnField | null)[] {
  const plain = headers.map(plainHeader);
  const fields = plain.map((name) => BY_NAME.get(name) ?? null);
  // What is called so beside the value of a deal is its title; elsewhere it is a form of address.
  if (fields.includes('dealValue') && !fields.includes('dealTitle')) {
    const at = plain.findIndex((name) => ['title', 'название', 'name'].includes(name));
    if (at >= 0 && (plain[at] !== 'name' || fields.filter((field) => field === 'name').length > 1))
      fields[at] = 'dealTitle';
  }
  // The Russian word is that of a whole name, too.
  if (!fields.includes('lastName') && !fields.includes('name')) {
    const at = fields.indexOf('firstName');
    if (at >= 0 && plain[at] === 'имя') fields[at] = 'name';
  }
  const seen = new Set<ColumnField>();
  return fields.map((field) => {
    if (field === null || (seen.has(field) && !SEVERAL.has(field))) return null;
    seen.add(field);
    return field;
  });
}
