//! The simulator alone: `agency-simulator --port 8090 --smtp-port 8025`.

use agency_simulator::{Simulator, SimulatorConfig};
use clap::Parser;
use std::io::Write;

/// Simulated SMS services, a phone and a mailbox, all on 127.0.0.1.
#[derive(Parser)]
struct Arguments {
    /// Port of the services and pages; 0 takes a free one.
    #[arg(long, default_value_t = 0)]
    port: u16,
    /// Port of the mail server (STARTTLS); 0 takes a free one.
    #[arg(long, default_value_t = 0)]
    smtp_port: u16,
    /// Port of the mail server under TLS; 0 takes a free one.
    #[arg(long, default_value_t = 0)]
    smtps_port: u16,
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    tracing_subscriber::fmt().with_env_filter(tracing_subscriber::EnvFilter::from_default_env()).init();
    let Arguments { port, smtp_port, smtps_port } = Arguments::parse();
    let running =
        Simulator::start(SimulatorConfig { http_port: port, smtp_port, smtps_port, ..SimulatorConfig::default() })
            .await?;
    let mut out = std::io::stdout().lock();
    writeln!(out, "Телефон:      {}", running.phone_url())?;
    writeln!(out, "Почта:        {}", running.mail_url())?;
    writeln!(out, "SMSC.ru:      {}   логин demo, пароль demo", running.service_url("smsc.ru"))?;
    writeln!(out, "SMTP:         {} (STARTTLS)   логин demo, пароль demo", running.smtp_addr)?;
    writeln!(out, "SMTP над TLS: {}", running.smtps_addr)?;
    writeln!(out, "Управление:   {}", running.service_url("control/messages"))?;
    out.flush()?;
    drop(out);
    tokio::signal::ctrl_c().await?;
    running.stop().await;
    Ok(())
}
