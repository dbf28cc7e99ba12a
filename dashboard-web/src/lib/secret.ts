/** The plain text of a new token on its way to the set-up page: in memory alone, never in an address or in storage. */
export interface FreshSecret {
  tokenId: string;
  secret: string;
}

let kept: FreshSecret | null = null;

export const handOver = (fresh: FreshSecret): void => {
  kept = fresh;
};

/** What was handed over last, until the page is left or loaded again. */
export const handedOver = (): FreshSecret | null => kept;
