import { AddressBook } from './nodeAddress';

let book: AddressBook | undefined;

/** One address book for the page: what was found out for one console holds for the next and for transfers. */
export const addressBook = (): AddressBook => (book ??= new AddressBook());
