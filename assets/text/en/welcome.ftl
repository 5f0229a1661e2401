welcome-title = Please choose
welcome-big = WELCOME!
welcome-ask = Welcome! What would you like to do today?
welcome-new = Take part for the first time
welcome-back = I am registered, go on
welcome-practice = Only practise, without registering
welcome-key-choose = choose
