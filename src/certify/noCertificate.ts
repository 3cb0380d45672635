/** Why a counterexample has no certificate; the message ends the sentence "there is no certificate: …". */
export class NoCertificate extends Error {
  override readonly name = 'NoCertificate';
}
