import type { Code } from '../../bindings/Code';
import type { Error as Refusal } from '../../bindings/Error';

type OwnCode = 'unreachable' | 'unknown' | 'window_failed' | 'broken' | 'warning';

/** A refusal: what happened, what exactly and what to do, all in Russian and ready to be shown. */
export class CommandError extends Error {
  override readonly name = 'CommandError';

  constructor(
    readonly code: Code | OwnCode,
    readonly title: string,
    readonly advice: string,
    /** What exactly: a line for each reason. */
    readonly details: readonly string[] = [],
    /** Number that is also in the log. */
    readonly reference: string | null = null,
  ) {
    super(title);
  }

  /** Reads what came over the wire; anything unknown becomes a neutral sentence. */
  static from(raw: unknown): CommandError {
    if (raw instanceof CommandError) {
      return raw;
    }
    if (isRefusal(raw)) {
      return new CommandError(raw.code, raw.title, raw.advice, raw.details, raw.reference);
    }
    return new CommandError(
      'unknown',
      'Действие не выполнено',
      'Повторите ещё раз. Если не поможет, перезапустите программу: введённое сохранится.',
    );
  }
}

export function unreachable(): CommandError {
  return new CommandError(
    'unreachable',
    'Программа не отвечает',
    'Проверьте, что ТурОфис запущен, и повторите. Введённое в заявке сохранено как черновик.',
  );
}

function isRefusal(value: unknown): value is Refusal {
  return (
    typeof value === 'object' &&
    value !== null &&
    'code' in value &&
    'title' in value &&
    'advice' in value &&
    'details' in value &&
    Array.isArray(value.details)
  );
}
