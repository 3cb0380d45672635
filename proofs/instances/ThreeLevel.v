(** A concrete game with a chance root and two turns, and its numbers, all
    confirmed by computation.  THE TEMPLATE for generated files: a game, two
    policies, V, Q, A, J, the carried advantage on a path, one exact clipped
    sweep.  Histories are written most recent move first: [1; 0] is context 0,
    then action 1. *)
From Coq Require Import Reals List QArith Qreals.
Import ListNotations.
From SeeUPO Require Import definitions.Game definitions.Surrogate definitions.Rational.
From SeeUPO Require Import theorems.RationalBridge theorems.SweepCheck.
Open Scope Q_scope.

(** Two contexts (1/3, 2/3); two turns of two actions; rewards on the leaves. *)
Definition game3 : gameQ := {|
  horizonQ := 3;
  movesQ := fun _ => [0; 1]%nat;
  chanceQ := fun h => match h with
                      | [] => Some (row [1 # 3; 2 # 3])
                      | _ => None
                      end;
  rewardQ := lookup 0
    [ ([0; 0; 0]%nat, 1 # 1); ([1; 0; 0]%nat, 0 # 1);
      ([0; 1; 0]%nat, 0 # 1); ([1; 1; 0]%nat, 3 # 1);
      ([0; 0; 1]%nat, 2 # 1); ([1; 0; 1]%nat, 1 # 2);
      ([0; 1; 1]%nat, -1 # 1); ([1; 1; 1]%nat, 1 # 1) ]
|}.

Definition old3 : policyQ := fun h => row (lookup [1 # 2; 1 # 2]
  [ ([]%nat, [1 # 3; 2 # 3]);
    ([0]%nat, [3 # 4; 1 # 4]) ] h).

(** One exact clipped sweep of [old3] with eps = 1/5. *)
Definition eps3 : Q := 1 # 5.
Definition new3 : policyQ := fun h => row (lookup [1 # 2; 1 # 2]
  [ ([]%nat,     [1 # 3; 2 # 3]);
    ([0]%nat,    [7 # 10; 3 # 10]);
    ([1]%nat,    [3 # 5; 2 # 5]);
    ([0; 0]%nat, [3 # 5; 2 # 5]);
    ([1; 0]%nat, [2 # 5; 3 # 5]);
    ([0; 1]%nat, [3 # 5; 2 # 5]);
    ([1; 1]%nat, [2 # 5; 3 # 5]) ] h).

Lemma game3_ok : wellFormed (toGame game3).  Proof. check_game. Qed.
Lemma old3_ok : isPolicy (toGame game3) (toPolicy old3).  Proof. check_game. Qed.
Lemma old3_full : fullSupport (toGame game3) (toPolicy old3).  Proof. check_game. Qed.
Lemma new3_ok : isPolicy (toGame game3) (toPolicy new3).  Proof. check_game. Qed.

(** V, Q, A at the context 0 and J, of the old policy. *)
Lemma V_context_0 : value (toGame game3) (toPolicy old3) 2 [0]%nat = Q2R (3 # 4).
Proof. compute_game. Qed.

Lemma Q_context_0 : actionValue (toGame game3) (toPolicy old3) 1 [0]%nat 1 = Q2R (3 # 2).
Proof. compute_game. Qed.

Lemma A_context_0 : advantage (toGame game3) (toPolicy old3) 1 [0]%nat 1 = Q2R (3 # 4).
Proof. compute_game. Qed.

Lemma J_old3 : expectedReturn (toGame game3) (toPolicy old3) = Q2R (2 # 3).
Proof. compute_game. Qed.

Lemma J_new3 : expectedReturn (toGame game3) (toPolicy new3) = Q2R (14 # 15).
Proof. compute_game. Qed.

(** The carried advantage M_(t+1) of turns 2, 1 and of the context on the path
    (context 0, action 1, action 1); M of turn 2 is the joint advantage. *)
Lemma M_after_turn_2 :
  carriedAdvantage (toGame game3) (toPolicy new3) (toPolicy old3) 0 [1; 1; 0]%nat = Q2R (7 # 3).
Proof. compute_game. Qed.

Lemma M_after_turn_1 :
  carriedAdvantage (toGame game3) (toPolicy new3) (toPolicy old3) 1 [1; 1; 0]%nat = Q2R (14 # 5).
Proof. compute_game. Qed.

Lemma M_after_context :
  carriedAdvantage (toGame game3) (toPolicy new3) (toPolicy old3) 2 [1; 1; 0]%nat = Q2R (84 # 25).
Proof. compute_game. Qed.

(** [new3] is one exact sweep of SeeUPPO-GRAE from [old3]: the values confirm
    each history's argmax by the certificate of C4. *)
Lemma sweep3 :
  exactClippedSweep (toGame game3) (Q2R eps3) (toPolicy old3) (toPolicy new3).
Proof.
  apply clippedSweep_check;
    [exact game3_ok|exact old3_ok|rewrite <- Q2R_0; apply Qle_check; reflexivity|].
  vm_compute. reflexivity.
Qed.
