//! Starts the desktop program.

#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

fn main() {
    turoffice_desktop::run();
}
