//! Weights in one byte each.

use crate::model::Rows;

/// The most bits by which a row's weights are shifted.
pub(crate) const MOST_SHIFT: u8 = 12;

/// The rows of a table of weights, `labels` of them a row, scaled so that one byte holds all but the
/// largest hundredth of the weights in use; rows with larger ones are kept more coarsely, by as many
/// bits as they need.
pub(crate) fn rows(bits: u8, labels: usize, weights: &[f64]) -> Rows {
    let mut sizes: Vec<f64> = weights.iter().map(|w| w.abs()).filter(|w| *w > 0.0).collect();
    sizes.sort_by(f64::total_cmp);
    let limit = sizes.len().saturating_sub(1 + sizes.len() / 100);
    let unit = sizes.get(limit).copied().unwrap_or(1.0) / f64::from(i8::MAX);
    let mut rows = Rows::new(bits, labels);
    for (index, weights) in weights.chunks_exact(labels).enumerate() {
        let largest = weights.iter().fold(0.0_f64, |most, weight| most.max(weight.abs()));
        let shift = (0..MOST_SHIFT)
            .find(|&shift| largest / unit / f64::from(1_u32 << shift) <= f64::from(i8::MAX))
            .unwrap_or(MOST_SHIFT);
        let unit = unit * f64::from(1_u32 << shift);
        let most = f64::from(i8::MAX);
        let byte =
            |weight: &f64| ((weight / unit).round().clamp(-most, most) as i8).cast_unsigned();
        let row = rows.row_mut(index);
        row[0] = shift;
        row[1..].iter_mut().zip(weights).for_each(|(own, weight)| *own = byte(weight));
    }
    rows
}
