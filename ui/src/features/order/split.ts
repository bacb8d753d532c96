/** A sum in kopecks in so many equal parts; what does not divide goes to the first ones. */
export function split(total: number, parts: number): number[] {
  const least = Math.floor(total / parts);
  const rest = total - least * parts;
  return Array.from({ length: parts }, (_, index) => least + (index < rest ? 1 : 0));
}
