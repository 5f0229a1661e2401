menu-title = What do you need?
menu-back = Go back
menu-help = Help
menu-rest = Take a break, let others use the machine
menu-helper = Call the helper
menu-key-choose = choose
menu-key-close = close
