/** «ТурОфис 2026-11-21.zip», by the day of this computer. */
export function exportName(now: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `ТурОфис ${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}.zip`;
}
