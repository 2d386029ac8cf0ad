# Drawn by: gnuplot -d chart.gp
print sprintf("%g", GPVAL_VERSION)
set encoding utf8
set terminal svg noenhanced size 860,418 font "sans,13" name "plot" background "#ffffff"
set output "chart.svg"
left = 64.0
right = 24.0
top = 70.0
bottom = 60.0
x_title = "bit width, bit"
y_title = "papers"
y_kind = 0
y_date = 0
y_format = "%g"
y_low = 0
y_high = 3.36
y_none = 0
y_ticks = "0 1 2 3"
width = 860.0
height = 418.0
chart_title = "Bits of \042x\042 \100y \140z\140"
chart_subtitle = "4 papers; one that states several values counts for each."
bars_rows = 3
load "common.gp"
load "template.gp"
set output
