/**
 * Calling codes and the ISO 3166 regions that use them. https://www.itu.int/rec/T-REC-E.164 (list of assigned codes).
 * Codes of the shared zones 1 and 7 are told apart only as far as a few digits do it.
 */
const CODES =
  '1US,CA|7RU|76KZ|77KZ|20EG|211SS|212MA|213DZ|216TN|218LY|220GM|221SN|222MR|223ML|224GN|225CI|226BF|227NE|228TG|229BJ|' +
  '230MU|231LR|232SL|233GH|234NG|235TD|236CF|237CM|238CV|239ST|240GQ|241GA|242CG|243CD|244AO|245GW|248SC|249SD|250RW|' +
  '251ET|252SO|253DJ|254KE|255TZ|256UG|257BI|258MZ|260ZM|261MG|262RE|263ZW|264NA|265MW|266LS|267BW|268SZ|269KM|27ZA|' +
  '291ER|297AW|298FO|299GL|30GR|31NL|32BE|33FR|34ES|350GI|351PT|352LU|353IE|354IS|355AL|356MT|357CY|358FI|359BG|36HU|' +
  '370LT|371LV|372EE|373MD|374AM|375BY|376AD|377MC|378SM|380UA|381RS|382ME|383XK|385HR|386SI|387BA|389MK|39IT|40RO|' +
  '41CH|420CZ|421SK|423LI|43AT|44GB|45DK|46SE|47NO|48PL|49DE|500FK|501BZ|502GT|503SV|504HN|505NI|506CR|507PA|509HT|' +
  '51PE|52MX|53CU|54AR|55BR|56CL|57CO|58VE|590GP|591BO|592GY|593EC|594GF|595PY|596MQ|597SR|598UY|599CW|60MY|61AU|' +
  '62ID|63PH|64NZ|65SG|66TH|670TL|673BN|675PG|676TO|677SB|678VU|679FJ|680PW|682CK|685WS|687NC|689PF|81JP|82KR|84VN|' +
  '850KP|852HK|853MO|855KH|856LA|86CN|880BD|886TW|90TR|91IN|92PK|93AF|94LK|95MM|960MV|961LB|962JO|963SY|964IQ|965KW|' +
  '966SA|967YE|968OM|970PS|971AE|972IL|973BH|974QA|975BT|976MN|977NP|98IR|992TJ|993TM|994AZ|995GE|996KG|998UZ';

const regions = new Map<string, string[]>();
for (const entry of CODES.split('|')) {
  const code = entry.replace(/\D/g, '');
  regions.set(code, entry.slice(code.length).split(','));
}

/** The calling code a number starts with, longest first; null while it could still be several or is none. */
export function callingCode(typed: string): string | null {
  const digits = typed.replace(/\D/g, '').replace(/^00/, '');
  for (let length = 3; length > 0; length -= 1) {
    const code = digits.slice(0, length);
    if (code.length === length && regions.has(code)) return code;
  }
  return null;
}

/** Names of the countries a number may belong to, in the reader's language: `Germany`, `United States, Canada`. */
export function countryNames(typed: string, locale: string): string | null {
  const code = callingCode(typed);
  if (!code || !typed.trim().startsWith('+')) return null;
  const names = new Intl.DisplayNames(locale, { type: 'region' });
  return (regions.get(code) ?? []).map((region) => names.of(region) ?? region).join(', ');
}

/** `+4915123456789` as people read it: `+49 151 2345 6789`. Digits are only grouped, never changed. */
export function formatPhone(phone: string): string {
  const digits = phone.replace(/\D/g, '');
  // Zone 7 is written with one digit of code everywhere, though Kazakhstan is known by the second.
  const code = digits.startsWith('7') ? '7' : callingCode(digits);
  if (!code) return phone;
  return ['+', code, ...groups(digits.slice(code.length)).map((group) => `\u00a0${group}`)].join('');
}

function groups(rest: string): string[] {
  if (rest.length <= 4) return rest ? [rest] : [];
  if (rest.length === 8) return [rest.slice(0, 4), rest.slice(4)];
  const tail = rest.slice(3);
  const cut = tail.length <= 4 ? tail.length : tail.length === 5 ? 3 : Math.floor(tail.length / 2);
  return [rest.slice(0, 3), tail.slice(0, cut), tail.slice(cut)].filter(Boolean);
}
