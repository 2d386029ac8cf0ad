# Drawn by: gnuplot -d chart.gp
print sprintf("%g", GPVAL_VERSION)
set encoding utf8
set terminal svg noenhanced size 860,568 font "sans,13" name "plot" background "#ffffff"
set output "chart.svg"
left = 76.0
right = 48.0
top = 108.0
bottom = 60.0
x_kind = 0
x_date = 1
x_format = "%Y-%m-%d"
x_low = 1762041600
x_high = 1762646400
x_none = 0
x_ticks = "1762041600 1762128000 1762214400 1762300800 1762387200 1762473600 1762560000 1762646400"
y_kind = 1
y_date = 0
y_format = "%g"
y_low = 0.9522980493
y_high = 5.355466184
y_none = 1
y_ticks = "1 1.5 2 3 5"
x_title = "报告日期"
y_title = "速度，改进倍数，对数刻度"
legend_count = 9
array legend_text[10]
legend_text[1] = "量化"
legend_text[2] = "剪枝"
legend_text[3] = "推测解码"
legend_text[4] = "\042; system(\042touch hacked\042) \043"
legend_text[5] = "空心：峰值（“最高”）"
legend_text[6] = "↑ 至少，↓ 至多"
legend_text[7] = "迄今纪录"
legend_text[8] = "拟合斜率"
legend_text[9] = "斜率的 95 \045 区间"
array legend_x[16]
array legend_y[16]
array legend_mark[16]
legend_x[1] = 24.0; legend_y[1] = 68.0; legend_mark[1] = 1
legend_x[2] = 92.0; legend_y[2] = 68.0; legend_mark[2] = 2
legend_x[3] = 160.0; legend_y[3] = 68.0; legend_mark[3] = 3
legend_x[4] = 260.0; legend_y[4] = 68.0; legend_mark[4] = 4
legend_x[5] = 512.0; legend_y[5] = 68.0; legend_mark[5] = 8
legend_x[6] = 708.0; legend_y[6] = 68.0; legend_mark[6] = 12
legend_x[7] = 24.0; legend_y[7] = 88.0; legend_mark[7] = 9
legend_x[8] = 124.0; legend_y[8] = 88.0; legend_mark[8] = 10
legend_x[9] = 224.0; legend_y[9] = 88.0; legend_mark[9] = 11
width = 860.0
height = 568.0
chart_title = "速度改进倍数的时间走势"
chart_subtitle = "5 个日期的 8 篇论文。斜率可能出于偶然；每月的 95 \045 区间：无法确定。"
points_rows = 9
record_rows = 4
slope_rows = 61
load "common.gp"
load "template.gp"
set output
