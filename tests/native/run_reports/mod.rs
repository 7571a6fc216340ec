//! The reports of offboard and batch, however a run ends.

mod golden;
mod lines;
mod progress;
mod random;
mod rejections;
mod scenarios;
mod wire;
