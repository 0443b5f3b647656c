"use server";
import * as contacts from "@/lib/commands/contacts";
import { staffAction } from "@/lib/server/action";

export const createContact = staffAction("contact.edit", contacts.CreateContact, contacts.createContact);
export const addBankAccount = staffAction("method.add", contacts.AddBankAccount, contacts.addBankAccount);
export const captureCard = staffAction("method.add", contacts.CaptureCard, contacts.captureCard);
