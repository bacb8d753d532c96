import { Button } from '@mantine/core';
import { Component, type ReactNode } from 'react';
import { CommandError } from '../lib/backend/error';
import { Failure } from '../shared/states';

interface State {
  error: Error | null;
}

/** Stands in for a screen that fell over. Typed text is kept as a draft, so starting again is safe. */
export class CrashScreen extends Component<{ children: ReactNode }, State> {
  override state: State = { error: null };

  static getDerivedStateFromError(error: Error): State {
    return { error };
  }

  override render() {
    if (!this.state.error) {
      return this.props.children;
    }
    const shown = new CommandError(
      'window_failed',
      'Экран не удалось показать',
      'Введённое сохранено. Откройте программу заново; если повторится, покажите подробности поддержке.',
      [this.state.error.message],
    );
    return (
      <>
        <Failure error={shown} />
        <div style={{ textAlign: 'center' }}>
          <Button onClick={() => window.location.reload()}>Открыть заново</Button>
        </div>
      </>
    );
  }
}
