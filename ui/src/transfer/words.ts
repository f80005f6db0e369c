/** Words and places of records of any register. No component. */
import type { Register } from '../lib/generated';
import { find } from '../lib/wording';

/** A register in words. */
export const registerName = (register: Register): string => find(`register.${register}`) ?? register;

/** Where a record is shown. */
export const recordPlace = (register: Register, id: string): string => `/${register}/${id}`;
