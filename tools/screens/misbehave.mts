/** Makes a fake answer one of its next requests wrongly. */
export const misbehave = async (url: string, fault: object): Promise<void> => {
  const answer = await fetch(`${url}/faults`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(fault),
  });
  if (!answer.ok) throw new Error(`The fake refuses the fault: ${await answer.text()}`);
};
