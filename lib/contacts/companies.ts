/** Companies by their names, as people type them. */
import type { Company } from './model';

/** Two names of one key are one company: `«Berg GmbH»`, `berg  gmbh`. */
export function companyKey(name: string): string {
  return tidyCompany(name).toLowerCase().replace(/[.,]/g, '');
}

/** A typed name as it is kept: without white space and quotes around it. */
export function tidyCompany(name: string): string {
  const words = name.replace(/\s+/g, ' ').trim();
  return /^(?:"[^"]*"|“[^”]*”|«[^»]*»)$/.test(words) ? words.slice(1, -1).trim() : words;
}

export function companyCalled(companies: readonly Company[], name: string): Company | undefined {
  const key = companyKey(name);
  return companies.find((company) => companyKey(company.name) === key);
}
