// The headers of files that other systems write or define, and the fields that their columns stand for.

/**
 * `marks` are headers that together say that a file is of this system. `fields` maps headers to fields; `null` means that
 * Workfront has no such field, or that the column has another meaning than the field of that name: it isn't read.
 * @typedef {{ name: string, source: string, marks: string[], fields: Record<string, string | null> }} HeaderSource
 */

/** @type {HeaderSource[]} */
export const headerSources = [
  {
    name: "Workfront's own import file",
    // Import users, read in November 2026.
    source:
      'https://experienceleague.adobe.com/en/docs/workfront/using/administration-and-setup/add-users/create-manage-users/import-users',
    marks: [],
    fields: {
      'First Name': 'firstName',
      'Last Name': 'lastName',
      'Email Address': 'emailAddr',
      'Access Level': 'accessLevel',
      'SSO Login ID': 'ssoUsername',
    },
  },
  {
    name: 'Adobe Admin Console',
    // Bulk CSV upload: the template and the export have these columns.
    source: 'https://helpx.adobe.com/enterprise/using/bulk-upload-users.html',
    marks: ['Identity Type', 'Email'],
    fields: {
      Email: 'emailAddr',
      'First Name': 'firstName',
      'Last Name': 'lastName',
      'Country Code': 'country',
      // The user name at the identity provider, without its domain: not the login name of Workfront.
      Username: null,
      'Identity Type': null,
      'Identity Type (Required)': null,
      Domain: null,
      ID: null,
      'Product Configurations': null,
      'Team Products': null,
      'Admin Roles': null,
      'Product Configurations Administered': null,
      // Groups of the Admin Console.
      'User Groups': null,
      'User Groups Administered': null,
      'Products Administered': null,
      'Developer Access': null,
      'Auto Assigned Products': null,
    },
  },
  {
    name: 'Adobe User Sync tool',
    source:
      'https://github.com/adobe-apiplatform/user-sync.py/blob/v2/docs/en/user-manual/usage_scenarios.md',
    marks: ['email', 'type', 'domain'],
    fields: {
      firstname: 'firstName',
      lastname: 'lastName',
      email: 'emailAddr',
      country: 'country',
      groups: null,
      type: null,
      username: null,
      domain: null,
    },
  },
  {
    name: 'Microsoft Entra ID',
    source: 'https://learn.microsoft.com/en-us/entra/identity/users/users-bulk-download',
    marks: ['userPrincipalName', 'displayName'],
    fields: {
      // Whether it is the SSO username, the username or neither depends on the tenant: name it with `map`.
      userPrincipalName: null,
      mail: 'emailAddr',
      givenName: 'firstName',
      surname: 'lastName',
      jobTitle: 'title',
      accountEnabled: 'isActive',
      streetAddress: 'address',
      city: 'city',
      state: 'state',
      postalCode: 'postalCode',
      telephoneNumber: 'phoneNumber',
      mobile: 'mobilePhoneNumber',
      mobilePhone: 'mobilePhoneNumber',
      // A name such as Germany, or a code, as each organization likes.
      country: null,
      // Where the law lets licences be used: not the country of the address.
      usageLocation: null,
      // The ID of Entra, not of Workfront.
      objectId: null,
      id: null,
      displayName: null,
      userType: null,
      department: null,
      companyName: null,
      physicalDeliveryOfficeName: null,
      officeLocation: null,
      authenticationPhoneNumber: null,
      authenticationAlternativePhoneNumber: null,
      authenticationEmail: null,
      alternateEmailAddress: null,
      ageGroup: null,
      consentProvidedForMinor: null,
      legalAgeGroupClassification: null,
      isDirSynced: null,
      directorySynced: null,
      dirSyncEnabled: null,
      onPremisesSyncEnabled: null,
      createdDateTime: null,
      creationType: null,
      invitationState: null,
      identityIssuer: null,
    },
  },
  {
    name: 'Okta',
    // Import users from a CSV file; the columns of its template are those of the user profile.
    source:
      'https://support.okta.com/help/s/question/0D51Y00008ciESjSAM/import-csv-attributes-format',
    marks: ['login', 'email'],
    fields: {
      // Whether it is the SSO username, the username or neither depends on the tenant: name it with `map`.
      login: null,
      firstName: 'firstName',
      lastName: 'lastName',
      email: 'emailAddr',
      title: 'title',
      primaryPhone: 'phoneNumber',
      mobilePhone: 'mobilePhoneNumber',
      streetAddress: 'address',
      city: 'city',
      state: 'state',
      zipCode: 'postalCode',
      countryCode: 'country',
      employeeNumber: null,
      locale: 'locale',
      timezone: 'timeZone',
      // A name or a login, as each organization likes.
      manager: null,
      managerId: null,
      middleName: null,
      honorificPrefix: null,
      honorificSuffix: null,
      displayName: null,
      nickName: null,
      profileUrl: null,
      secondEmail: null,
      postalAddress: null,
      preferredLanguage: null,
      userType: null,
      costCenter: null,
      organization: null,
      division: null,
      department: null,
    },
  },
];

/**
 * Columns of these systems that Workfront has nothing for, and that mean nothing else in a file that lacks the marks. They are left
 * out, with a warning.
 */
export const unneeded = `
accountEnabled,directorySynced,isDirSynced,dirSyncEnabled,onPremisesSyncEnabled,objectId,userPrincipalName,
usageLocation,userType,creationType,createdDateTime,invitationState,identityIssuer,physicalDeliveryOfficeName,
officeLocation,companyName,authenticationPhoneNumber,authenticationAlternativePhoneNumber,authenticationEmail,
alternateEmailAddress,alternateEmailAddresses,ageGroup,consentProvidedForMinor,legalAgeGroupClassification,
Identity Type,Product Configurations,Team Products,Product Configurations Administered,
User Groups Administered,Products Administered,Admin Roles,Developer Access,Auto Assigned Products`.split(
  ',',
);

/** Other usual names of a field, in any file. */
export const otherNames = /** @type {Record<string, string>} */ ({
  'Email Address': 'emailAddr',
  Email: 'emailAddr',
  'SSO Login ID': 'ssoUsername',
  'Federation ID': 'ssoUsername',
  'Job Title': 'title',
  'Job Role': 'role',
  'Given Name': 'firstName',
  'Family Name': 'lastName',
  Surname: 'lastName',
  'External Reference ID': 'extRefID',
});

/**
 * Names of columns in other languages, and the field that each probably means; null: none, whatever it resembles. They are suggested
 * and never taken as they are, because a file may mean something else.
 */
export const foreignNames = /** @type {Record<string, string | null>} */ ({
  Vorname: 'firstName',
  Nachname: 'lastName',
  Familienname: 'lastName',
  Name: null,
  Titel: 'title',
  Telefon: 'phoneNumber',
  Abteilung: null,
  Prénom: 'firstName',
  Nom: 'lastName',
  'Nom de famille': 'lastName',
  Courriel: 'emailAddr',
  Nombre: 'firstName',
  Apellido: 'lastName',
  Apellidos: 'lastName',
  Correo: 'emailAddr',
  Nome: 'firstName',
  Cognome: 'lastName',
  Sobrenome: 'lastName',
  Apelido: 'lastName',
  Voornaam: 'firstName',
  Achternaam: 'lastName',
  Förnamn: 'firstName',
  Efternamn: 'lastName',
  Fornavn: 'firstName',
  Etternavn: 'lastName',
  Efternavn: 'lastName',
  Imię: 'firstName',
  Nazwisko: 'lastName',
});
