/** Where the turbines stand, and which of them it is. */
export const turbine = ['T02', 'T05', 'T08', 'T11', 'T17', 'T21', 'T26', 'T33', 'T40', 'T47', 'T55', 'T61'];
export const site = ['Moray', 'Viana', 'Rostock', 'Gdynia', 'Emden', 'Saaremaa'];
