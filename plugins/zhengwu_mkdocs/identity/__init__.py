"""Plugin `zhengwu/identity`: the footer's seven items and the page labels."""
